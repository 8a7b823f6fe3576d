import { ConfigurationError, loadConfiguration } from '@app/config';
import { EmbeddedPostgresError, withEmbeddedDatabase } from '@app/embedded-postgres';
import { CommandError } from '../errors.js';
import { readSettings } from '../settings.js';

/** Brings the tables up to date: of DATABASE_URL, or of the embedded database, which is started for it. */
export async function migrate(): Promise<void> {
  readSettings();
  try {
    const { databaseUrl, dataDir } = loadConfiguration();
    await (databaseUrl ? update(databaseUrl) : withEmbeddedDatabase(dataDir, update));
  } catch (error) {
    if (!isExpected(error)) throw error;
    throw new CommandError(error.message);
  }
}

/** What apps/migrate does with a process of its own. */
async function update(databaseUrl: string): Promise<void> {
  process.env.DATABASE_URL = databaseUrl;
  await import(new URL('../../../migrate/src/main.js', import.meta.url).href);
}

function isExpected(error: unknown): error is Error {
  return error instanceof ConfigurationError || error instanceof EmbeddedPostgresError;
}
