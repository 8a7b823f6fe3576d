import type { QueryRunner } from 'typeorm';
import { sql } from '../sql.js';
import { LOCK_TIMEOUT_MS } from './lock-timeout.js';

/**
 * Builds indexes beside a system that runs: neither readers nor writers wait. For migrations with
 * `transaction = false`. What is built already stays; what an interrupted build left, which is never used and
 * still costs every write, is built again.
 *
 * A build waits for the transactions that run when it begins, and nobody waits for it meanwhile: it has no
 * time limit.
 * @param indexes by name, as `ON table (columns)`
 */
export async function buildIndexes(
  runner: QueryRunner,
  indexes: Readonly<Record<string, string>>,
): Promise<void> {
  await runner.query('SET lock_timeout = 0');
  for (const [name, definition] of Object.entries(indexes)) {
    if (await isBuilt(runner, name)) continue;
    await runner.query(sql`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
    await runner.query(sql`CREATE INDEX CONCURRENTLY ${name} ${definition}`);
  }
  await runner.query(sql`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
}

/** Likewise removes them. */
export async function dropIndexes(runner: QueryRunner, names: readonly string[]): Promise<void> {
  for (const name of names) await runner.query(sql`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
}

async function isBuilt(runner: QueryRunner, name: string): Promise<boolean> {
  const found = (await runner.query(
    'SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND indisvalid',
    [name],
  )) as unknown[];
  return found.length > 0;
}
