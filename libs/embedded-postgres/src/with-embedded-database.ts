import { join } from 'node:path';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { lockFolder } from './folder-lock.mjs';

/**
 * Does work on the embedded database of a data folder, which is started for it.
 * @throws EmbeddedPostgresError, also where the product runs on it
 */
export async function withEmbeddedDatabase<Value>(
  dataDir: string,
  work: (databaseUrl: string) => Promise<Value>,
): Promise<Value> {
  const lock = await lockFolder(dataDir, 'start');
  if (!lock)
    throw new EmbeddedPostgresError(
      'It is running, and keeps its embedded database to itself. Stop it first.',
    );
  const postgres = new EmbeddedPostgres({ folder: join(dataDir, 'postgres'), database: 'task_runner' });
  try {
    await postgres.start();
    return await work(postgres.url);
  } finally {
    await postgres.stop();
    await lock.release();
  }
}
