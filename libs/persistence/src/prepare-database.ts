import { UPDATE_SESSION } from './migrating/update-session.js';
import { setTimeout as delay } from 'node:timers/promises';
import { CONNECT_LIMIT_MS } from './connections/pool-options.js';
import { isAccessRefused } from './database-errors.js';
import { WatchedClient } from './connections/watched-client.js';
import { migrate } from './migrating/migrate.js';
import { takeTurn } from './migrating/turn.js';
import { type UpdateWait, Waits } from './migrating/waits.js';

/** How long others may hold up an update of the tables, in all. */
const UPDATE_WAIT_MS = 600_000;

/** Nothing that is asked here takes long. */
const ANSWER_LIMIT_MS = 10_000;

export interface PrepareOptions {
  /** Told once a second while the database cannot be reached. */
  readonly onWait?: (error: Error) => void;
  /** How long to wait for the database, in milliseconds; for ever by default. */
  readonly timeoutMs?: number;
  /** Told several times a second while somebody holds up the update of the tables. */
  readonly onBlocked?: (wait: UpdateWait) => void;
  /** How long to wait for those in all, in milliseconds; ten minutes by default. */
  readonly updateWaitMs?: number;
}

/**
 * Waits until the database answers, then brings our tables and BullMQ's up to date. Runs before Nest creates
 * anything: a BullMQ object that is made while its schema is missing never recovers.
 * @throws the last connection error when timeoutMs has passed, DatabaseBusy when updateWaitMs has, or what a
 *   migration failed with
 */
export async function prepareDatabase(databaseUrl: string, options: PrepareOptions = {}): Promise<void> {
  const waits = new Waits(options.updateWaitMs ?? UPDATE_WAIT_MS, options.onBlocked);
  const holder = await connectPatiently(databaseUrl, options);
  try {
    await takeTurn(holder, waits);
    await migrate(databaseUrl, holder, waits);
  } finally {
    await holder.end();
  }
}

/**
 * How far this machine's clock is from the database's, in milliseconds; BullMQ's locks trust the clients'
 * clocks.
 */
export async function clockSkewMs(databaseUrl: string): Promise<number> {
  const client = await connectPatiently(databaseUrl, { timeoutMs: 10_000 });
  try {
    const before = Date.now();
    const { rows } = await client.query<{ ms: number }>(
      'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms',
    );
    return Math.abs((rows[0]?.ms ?? before) - (before + Date.now()) / 2);
  } finally {
    await client.end();
  }
}

/**
 * Whether the server ends statements that take too long, also where no session is ours in which we could ask
 * for it.
 */
export async function endsLongStatements(databaseUrl: string): Promise<boolean> {
  const client = await connectPatiently(databaseUrl, { timeoutMs: 10_000 });
  try {
    const { rows } = await client.query<{ statement_timeout: string }>('SHOW statement_timeout');
    return rows[0]?.statement_timeout !== '0';
  } finally {
    await client.end();
  }
}

async function connectPatiently(
  connectionString: string,
  { onWait, timeoutMs = Infinity }: PrepareOptions,
): Promise<WatchedClient> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const client = new WatchedClient({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      answerLimitMs: ANSWER_LIMIT_MS,
      application_name: UPDATE_SESSION,
    });
    client.on('error', () => undefined); // the query in flight rejects with the same error
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline || isAccessRefused(error)) throw error;
      onWait?.(error as Error);
      await delay(1_000);
    }
  }
}
