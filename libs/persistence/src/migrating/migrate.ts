import { sql } from '../sql.js';
import { UPDATE_SESSION } from './update-session.js';
import { withOneHost } from '@app/config';
import { runMigrations as migrateBroker } from 'bullmq';
import { type Client, defaults } from 'pg';
import { DataSource } from 'typeorm';
import { CONNECT_LIMIT_MS } from '../connections/pool-options.js';
import { WatchedClient } from '../connections/watched-client.js';
import { WatchedPool } from '../connections/watched-pool.js';
import { ENTITIES, MIGRATIONS } from '../data-source.js';
import { BlockWatch } from './block-watch.js';
import type { Session } from './blockers.js';
import { LOCK_TIMEOUT_MS } from './lock-timeout.js';
import { isLockTimeout } from '../database-errors.js';
import type { Waits } from './waits.js';

/**
 * The schema in which BullMQ's PostgreSQL backend keeps its queues; a pool that is handed to it cannot name
 * another.
 */
export const BROKER_SCHEMA = 'bullmq';

/** A step may rewrite a large table; one without an answer after so long has lost its connection. */
const STEP_LIMIT_MS = 6 * 3_600_000;

const PAUSE_MS = { first: 500, longest: 10_000 };

/** No limit to what a statement does, a short one to what it waits for. */
const SESSION = sql`SET statement_timeout = 0; SET lock_timeout = ${LOCK_TIMEOUT_MS}`;

/**
 * Brings our tables and BullMQ's up to date. A change that does not get its lock in a short time gives way to
 * those behind it, and is tried again after a while, longer each time. Each migration has a transaction, or
 * none where it says so.
 * @param holder the connection that holds the turn
 * @throws DatabaseBusy
 */
export async function migrate(databaseUrl: string, holder: Session, waits: Waits): Promise<void> {
  await whileWatched(holder, waits, (atWork) => migrateOurs(databaseUrl, waits, atWork));
  await whileWatched(holder, waits, (atWork) => migrateBrokers(databaseUrl, waits, atWork));
}

/** What works, as the watch knows it. */
type AtWork = (worker: { readonly pid: number; end(): void }) => void;

async function whileWatched(
  holder: Session,
  waits: Waits,
  work: (atWork: AtWork) => Promise<void>,
): Promise<void> {
  let worker: Parameters<AtWork>[0] | null = null;
  const watch = new BlockWatch(
    holder,
    waits,
    () => worker?.pid ?? null,
    () => worker?.end(),
  );
  try {
    await work((one) => (worker = one));
  } catch (error) {
    throw watch.failure ?? (waits.isOver ? waits.busy(error) : error);
  } finally {
    await watch.stop();
  }
  if (watch.failure) throw watch.failure;
}

async function migrateOurs(url: string, waits: Waits, atWork: AtWork): Promise<void> {
  const prepare = (client: Client): Promise<void> => begin(client, atWork);
  const database = new DataSource({
    type: 'postgres',
    url: withOneHost(url), // TypeORM reads no list; the pool does
    entities: ENTITIES,
    migrations: MIGRATIONS,
    logger: 'debug', // the other ones write past ours
    poolSize: 1,
    applicationName: UPDATE_SESSION,
    driver: { Pool: WatchedPool, defaults },
    connectTimeoutMS: CONNECT_LIMIT_MS,
    extra: {
      connectionString: url,
      keepAlive: true,
      answerLimitMs: STEP_LIMIT_MS,
      isDirect: true,
      idleTimeoutMillis: 0,
      onConnect: prepare,
    },
  });
  await database.initialize();
  try {
    await retryWithin(waits, () => database.runMigrations({ transaction: 'each' }));
  } finally {
    await database.destroy();
  }
}

async function migrateBrokers(connectionString: string, waits: Waits, atWork: AtWork): Promise<void> {
  const client = new WatchedClient({
    connectionString,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    answerLimitMs: STEP_LIMIT_MS,
    application_name: UPDATE_SESSION,
  });
  await client.connect();
  try {
    await begin(client, atWork);
    await retryWithin(waits, () => migrateBroker(client, BROKER_SCHEMA));
  } finally {
    await client.end().catch(() => undefined); // it may be lost
  }
}

async function begin(client: Client, atWork: AtWork): Promise<void> {
  client.on('error', () => undefined); // the query in flight rejects with the same error
  await client.query(SESSION);
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const [{ pid } = { pid: 0 }] = rows;
  atWork({ pid, end: () => client.connection.stream.destroy() });
}

async function retryWithin(waits: Waits, change: () => Promise<unknown>): Promise<void> {
  for (let pauseMs = PAUSE_MS.first; ; pauseMs = Math.min(2 * pauseMs, PAUSE_MS.longest)) {
    try {
      return void (await change());
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      await waits.pause(pauseMs, error);
    }
  }
}
