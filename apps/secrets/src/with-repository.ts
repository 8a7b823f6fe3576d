import type { Configuration } from '@app/config';
import { withEmbeddedDatabase } from '@app/embedded-postgres';
import { createLogger } from '@app/observability';
import { dataSourceOptions, prepareDatabase, SecretRepository, Task } from '@app/persistence';
import { DataSource } from 'typeorm';

/** What was asked for cannot be done now; the message says why. */
export class NotNow extends Error {}

const DATABASE_LIMIT_MS = 10_000;

/**
 * Does work on the database of DATABASE_URL, or on the embedded one, which is started for it.
 * @throws EmbeddedPostgresError where it runs already
 */
export async function withRepository<Value>(
  configuration: Configuration,
  work: (repository: SecretRepository) => Promise<Value>,
): Promise<Value> {
  if (configuration.databaseUrl) return connected(configuration, configuration.databaseUrl, work);
  return withEmbeddedDatabase(configuration.dataDir, (url) => connected(configuration, url, work));
}

async function connected<Value>(
  configuration: Configuration,
  databaseUrl: string,
  work: (repository: SecretRepository) => Promise<Value>,
): Promise<Value> {
  await prepareDatabase(databaseUrl, { timeoutMs: DATABASE_LIMIT_MS });
  const logger = createLogger({ level: 'warn', format: configuration.log.format }, 'secrets');
  // without Nest, which would start what else a process has
  const database = new DataSource(dataSourceOptions({ ...configuration, databaseUrl }, logger));
  await database.initialize();
  try {
    return await work(new SecretRepository(database.getRepository(Task)));
  } finally {
    await database.destroy();
  }
}
