import { type Configuration, ConfigurationError, directDatabaseUrl } from '@app/config';
import { type Logger, RateLimited } from '@app/observability';
import { BROKER_SCHEMA, directPoolOptions, sql, WatchedPool } from '@app/persistence';
import { createPostgresBackend, createRedisBackend, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { asksForReconnect } from './broker-problem.js';
import { lacksDatabase, MISSING_DATABASE } from './check-broker.js';

/**
 * Connections of BullMQ's PostgreSQL backend in one process: each worker keeps one to listen, the rest do the
 * work.
 */
const POOL_SIZE = 10;
const PROBE_SECONDS = 60;

const CONNECT_LIMIT_MS = 5_000;
/**
 * Redis answers at once, but for a consumer that waits for a job: that asks again every 5 s at the latest.
 */
const SILENCE_LIMIT_MS = 7_000;
const KEEP_ALIVE_MS = 10_000;

/** What carries task ids to workers, and all that differs between the two kinds of it. */
export interface Broker {
  readonly kind: 'redis' | 'postgresql';
  /** What BullMQ takes as `connection`. */
  readonly connection: Redis | pg.Pool;
  /** Whether a call has a chance now: with Redis away, a call would only pile up. */
  isReady(): boolean;
  /** Whether it takes what we give it, by a write: a replica answers as well. @throws what it answered */
  probe(): Promise<void>;
  /**
   * The mark that this broker's data carries; null where there is none, for example after its data was lost.
   */
  readEpoch(): Promise<string | null>;
  /** Sets the mark where there is none; answers with the one that is there then. */
  offerEpoch(epoch: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * Redis where REDIS_URL names one, else the task database. Also tells BullMQ which of its backends to use.
 */
export function createBroker(
  configuration: Configuration,
  logger: Logger,
  onMissingDatabase: MissingDatabase = () => undefined,
): Broker {
  return configuration.redisUrl
    ? redisBroker(configuration.redisUrl, configuration.queuePrefix, logger, onMissingDatabase)
    : postgresBroker(configuration, logger);
}

/** Hears that a Redis that was away at the start does not have the database that REDIS_URL names. */
export type MissingDatabase = (error: ConfigurationError) => void;

function redisBroker(
  url: string,
  prefix: string,
  logger: Logger,
  onMissingDatabase: MissingDatabase,
): Broker {
  setDefaultBackendFactory(createRedisBackend);
  const errors = new RateLimited(10_000);
  const connection = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    reconnectOnError: asksForReconnect,
    connectTimeout: CONNECT_LIMIT_MS,
    socketTimeout: SILENCE_LIMIT_MS,
    keepAlive: KEEP_ALIVE_MS,
  });
  connection.on('error', (error) =>
    errors.run((suppressed) =>
      logger.warn({ err: error, suppressed }, 'Redis cannot be reached; trying again'),
    ),
  );
  connection.on('ready', () => {
    const refused = (is: boolean): unknown =>
      is && onMissingDatabase(new ConfigurationError([MISSING_DATABASE]));
    // else it is asked again when it is ready again
    void lacksDatabase(connection).then(refused, () => undefined);
  });
  const key = `${prefix}:epoch`;
  return {
    kind: 'redis',
    connection,
    isReady: () => connection.status === 'ready',
    probe: async () => void (await connection.set(`${prefix}:probe`, '1', 'EX', PROBE_SECONDS)),
    readEpoch: () => connection.get(key),
    offerEpoch: async (epoch) =>
      (await connection.set(key, epoch, 'NX')) ? epoch : ((await connection.get(key)) ?? epoch),
    close: async () => connection.disconnect(),
  };
}

/**
 * BullMQ wants a pool of its own, in a schema of its own: the only statements outside libs/persistence that a
 * running system makes.
 */
function postgresBroker(configuration: Configuration, logger: Logger): Broker {
  setDefaultBackendFactory(createPostgresBackend);
  const errors = new RateLimited(10_000);
  const pool = new WatchedPool({
    ...directPoolOptions(configuration, BROKER_SCHEMA),
    connectionString: directDatabaseUrl(configuration),
    application_name: 'task-runner-broker',
    max: POOL_SIZE,
  });
  pool.on('error', (error) =>
    errors.run((suppressed) => logger.warn({ err: error, suppressed }, 'lost a connection of the broker')),
  );
  return {
    kind: 'postgresql',
    connection: pool,
    isReady: () => true,
    // a database that takes no writes is told by its own health
    probe: async () => void (await pool.query('SELECT 1')),
    readEpoch: () => postgresEpoch(pool),
    offerEpoch: async (epoch) => {
      // Kept in BullMQ's own schema, so that it goes when BullMQ's data goes.
      await pool.query(
        sql`
          CREATE TABLE IF NOT EXISTS task_runner_epoch (
            one boolean PRIMARY KEY DEFAULT true CHECK (one), epoch uuid NOT NULL)`,
      );
      await pool.query('INSERT INTO task_runner_epoch (epoch) VALUES ($1) ON CONFLICT DO NOTHING', [epoch]);
      return (await postgresEpoch(pool)) ?? epoch;
    },
    close: () => pool.end(),
  };
}

async function postgresEpoch(pool: pg.Pool): Promise<string | null> {
  const { rows: tables } = await pool.query<{ present: boolean }>(
    sql`SELECT to_regclass('task_runner_epoch') IS NOT NULL AS present`,
  );
  if (!tables[0]?.present) return null;
  const { rows } = await pool.query<{ epoch: string }>('SELECT epoch FROM task_runner_epoch');
  return rows[0]?.epoch ?? null;
}
