import { type Configuration, directDatabaseUrl } from '@app/config';
import { type Logger, RateLimited } from '@app/observability';
import { BROKER_SCHEMA, directPoolOptions, sql, WatchedPool } from '@app/persistence';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import type pg from 'pg';
import type { Broker } from './broker.js';

/**
 * Connections of BullMQ's PostgreSQL backend in one process: each worker keeps one to listen, the rest do the
 * work.
 */
const POOL_SIZE = 10;

/**
 * BullMQ wants a pool of its own, in a schema of its own: the only statements outside libs/persistence that a
 * running system makes.
 */
export function postgresBroker(configuration: Configuration, logger: Logger): Broker {
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
