import { setTimeout as delay } from 'node:timers/promises';
import { runMigrations as migrateBroker } from 'bullmq';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ENTITIES, MIGRATIONS } from './data-source.js';

/** The schema in which BullMQ's PostgreSQL backend keeps its queues; a pool that is handed to it cannot name another. */
export const BROKER_SCHEMA = 'bullmq';

/** Serialises the migrations of processes that start together; any number will do that nobody else uses. */
const MIGRATION_LOCK = 7_305_811_142;
const TURN_MS = 100;

export interface PrepareOptions {
  /** Told once a second while the database cannot be reached. */
  readonly onWait?: (error: Error) => void;
  /** How long to wait for the database, in milliseconds; for ever by default. */
  readonly timeoutMs?: number;
}

/**
 * Waits until the database answers, then brings our tables and BullMQ's up to date. Runs before Nest creates anything:
 * a BullMQ object that is made while its schema is missing never recovers.
 * @throws the last connection error when timeoutMs has passed, or what a migration failed with
 */
export async function prepareDatabase(databaseUrl: string, options: PrepareOptions = {}): Promise<void> {
  const client = await connectPatiently(databaseUrl, options);
  try {
    await turn(client);
    await migrateOurs(databaseUrl);
    await migrateBroker(client, BROKER_SCHEMA);
  } finally {
    await client.end();
  }
}

/** How far this machine's clock is from the database's, in milliseconds; BullMQ's locks trust the clients' clocks. */
export async function clockSkewMs(databaseUrl: string): Promise<number> {
  const client = await connectPatiently(databaseUrl, { timeoutMs: 10_000 });
  try {
    const before = Date.now();
    const { rows } = await client.query<{ ms: number }>('SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms');
    return Math.abs((rows[0]?.ms ?? before) - (before + Date.now()) / 2);
  } finally {
    await client.end();
  }
}

async function connectPatiently(connectionString: string, { onWait, timeoutMs = Infinity }: PrepareOptions): Promise<Client> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const client = new Client({ connectionString, connectionTimeoutMillis: 5_000, application_name: 'task-runner-migrate' });
    client.on('error', () => undefined); // the query in flight rejects with the same error
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline || isFinal(error)) throw error;
      onWait?.(error as Error);
      await delay(1_000);
    }
  }
}

/** Wrong credentials or a missing database do not mend themselves; SQLSTATE classes 28 and 3D. */
function isFinal(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(28|3D)/.test(code);
}

/** Asked for again and again: a statement that waits for the lock would hold up an index that is built concurrently, for ever. */
async function turn(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [MIGRATION_LOCK]);
    if (rows[0]?.mine) return;
    await delay(TURN_MS);
  }
}

/** Each in its transaction, or in none where it says so: an index can be built concurrently only outside. */
async function migrateOurs(url: string): Promise<void> {
  const database = new DataSource({ type: 'postgres', url, entities: ENTITIES, migrations: MIGRATIONS, poolSize: 1 });
  await database.initialize();
  try {
    await database.runMigrations({ transaction: 'each' });
  } finally {
    await database.destroy();
  }
}
