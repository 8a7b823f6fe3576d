import { ConfigurationError, directDatabaseUrl, loadConfiguration } from '@app/config';
import { EmbeddedPostgresError, withEmbeddedDatabase } from '@app/embedded-postgres';
import { prepareDatabase } from '@app/persistence';
import { CommandError } from '../errors.js';
import { readSettings } from '../settings.js';

const CONNECT_LIMIT_MS = 30_000;

/** Brings the tables up to date: of DATABASE_URL, or of the embedded database. */
export async function migrate(): Promise<void> {
  readSettings();
  try {
    const configuration = loadConfiguration();
    if (configuration.databaseUrl)
      await update(directDatabaseUrl(configuration), configuration.migrationWaitMs);
    else
      await withEmbeddedDatabase(configuration.dataDir, (url) => update(url, configuration.migrationWaitMs));
  } catch (error) {
    if (!isExpected(error))
      throw new CommandError(`The tables were not updated: ${String(error)}`, { cause: error });
    throw new CommandError(error.message);
  }
  process.stdout.write('The tables are up to date.\n');
}

async function update(databaseUrl: string, updateWaitMs: number): Promise<void> {
  await prepareDatabase(databaseUrl, { timeoutMs: CONNECT_LIMIT_MS, updateWaitMs });
}

function isExpected(error: unknown): error is Error {
  return error instanceof ConfigurationError || error instanceof EmbeddedPostgresError;
}
