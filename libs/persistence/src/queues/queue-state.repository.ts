import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { certainlyAheadMs } from '../clock-ahead.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { LOST_AFTER_MS } from '../workers/worker.repository.js';

/** What keeps the tasks of a queue from being started. */
export interface QueueState {
  readonly queue: string;
  readonly paused: boolean;
  /** Whether as many of its tasks run as its total concurrency allows. */
  readonly isFull: boolean;
  /** Online workers that take from it. */
  readonly workers: number;
  /** The types that they know between them; null where one of them is of a version that does not say. */
  readonly types: readonly string[] | null;
}

/** All queues that somebody takes from, or that somebody has set, at one moment. */
export interface QueueStates {
  readonly queues: readonly QueueState[];
  /** How far the database's clock was ahead of ours for certain. */
  readonly databaseAheadMs: number;
}

type StateRow = Omit<QueueState, 'types'> & { readonly types: readonly string[][] | null };

/**
 * The states of all queues in one look that costs the same whatever waits: running tasks are counted, waiting
 * ones are not.
 */
@Injectable()
export class QueueStateRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async states(): Promise<QueueStates> {
    const before = Date.now();
    const [row] = await rowsOf<{ queues: StateRow[] | null; nowMs: number }>(this.database.manager, STATES, [
      LOST_AFTER_MS,
    ]);
    const queues = (row?.queues ?? []).map((one) => ({
      ...one,
      types: one.types && [...new Set(one.types.flat())].sort(),
    }));
    return { queues, databaseAheadMs: row ? certainlyAheadMs(row.nowMs, before, Date.now()) : 0 };
  }
}

const STATES = sql`
  WITH online AS (
    SELECT queue, count(*) AS workers, CASE WHEN bool_and(types IS NOT NULL) THEN json_agg(types) END AS types
    FROM workers CROSS JOIN unnest(queues) AS queue
    WHERE status = 'online' AND drain_requested_at IS NULL
      AND last_heartbeat_at >= now() - $1::float8 * interval '1 ms'
    GROUP BY queue
  ), states AS (
    SELECT queue, coalesce(paused, false) AS paused, coalesce(workers, 0) AS workers,
      CASE WHEN workers IS NULL THEN '[]'::json ELSE types END AS types, coalesce(concurrency <= (
      SELECT count(*) FROM tasks t WHERE t.status = 'PROCESSING' AND t.queue = queue_settings.queue
    ), false) AS "isFull"
    FROM online FULL JOIN queue_settings USING (queue)
  )
  SELECT (SELECT json_agg(states) FROM states) AS queues,
    extract(epoch FROM clock_timestamp())::float8 * 1000 AS "nowMs"`;
