import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rowsOf } from '../rows.js';

/** How many tasks of a queue are in which state, now. */
export interface QueueCounts {
  readonly queue: string;
  /** PENDING and due. */
  readonly waiting: number;
  /** PENDING for a later time. */
  readonly delayed: number;
  readonly active: number;
  readonly failed: number;
  /** Age of the task that waits longest, in seconds since it was due; null where none waits. */
  readonly oldestWaitingAgeSeconds: number | null;
  /** Due, and not with the broker: no room in its window, a paused queue, or a broker that is away. */
  readonly undelivered: number;
  readonly oldestUndeliveredAgeSeconds: number | null;
}

/** What a queue did in the last minutes; durations in milliseconds, null where nothing ran. */
export interface QueueActivity {
  readonly queue: string;
  readonly ended: number;
  readonly failed: number;
  readonly waitMs: Percentiles;
  readonly runMs: Percentiles;
}

export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** Figures over a whole queue, counted from the tasks themselves. */
@Injectable()
export class QueueStatsRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  counts(): Promise<QueueCounts[]> {
    return rowsOf(this.database.manager, QUEUE_COUNTS, []);
  }

  /** @param windowMinutes how far back */
  async activity(windowMinutes: number): Promise<QueueActivity[]> {
    const rows = await rowsOf<{ queue: string; ended: number; failed: number; wait: number[] | null; run: number[] | null }>(
      this.database.manager,
      ACTIVITY,
      [windowMinutes],
    );
    return rows.map(({ queue, ended, failed, wait, run }) => ({
      queue,
      ended,
      failed,
      waitMs: percentiles(wait),
      runMs: percentiles(run),
    }));
  }
}

function percentiles(values: readonly number[] | null): Percentiles {
  const [p50, p95, p99] = (values ?? []).map(Math.round);
  return { p50: p50 ?? null, p95: p95 ?? null, p99: p99 ?? null };
}

/** A row a queue that has tasks which have not ended, or failed. Each part is answered from a partial index, whatever has ended. */
export const QUEUE_COUNTS = `
  SELECT queue, sum(waiting)::int AS waiting, sum(delayed)::int AS delayed, sum(active)::int AS active, sum(failed)::int AS failed,
    extract(epoch FROM now() - min(oldest))::float8 AS "oldestWaitingAgeSeconds", sum(undelivered)::int AS undelivered,
    extract(epoch FROM now() - min(oldest) FILTER (WHERE undelivered > 0))::float8 AS "oldestUndeliveredAgeSeconds"
  FROM (
    SELECT queue, count(*) FILTER (WHERE due_at <= now()) AS waiting, count(*) FILTER (WHERE due_at > now()) AS delayed, 0 AS active,
      0 AS failed, min(due_at) FILTER (WHERE due_at <= now()) AS oldest, count(*) FILTER (WHERE due_at <= now()) AS undelivered
    FROM tasks WHERE status = 'PENDING' AND dispatched_at IS NULL GROUP BY queue
    UNION ALL
    SELECT queue, count(*), 0, 0, 0, min(due_at), 0 FROM tasks WHERE status = 'PENDING' AND dispatched_at IS NOT NULL GROUP BY queue
    UNION ALL
    SELECT queue, 0, 0, count(*), 0, NULL, 0 FROM tasks WHERE status = 'PROCESSING' GROUP BY queue
    UNION ALL
    -- Those that a worker gave back, as it did not know their type, wait for a worker and not for their time.
    SELECT queue, count(*), -count(*), 0, 0, min(first_due_at), 0 FROM tasks
    WHERE status = 'PENDING' AND given_back_as = delivery AND due_at > now() GROUP BY queue
    UNION ALL
    SELECT queue, 0, 0, 0, count(*), NULL, 0 FROM tasks WHERE status = 'FAILED' GROUP BY queue
  ) AS counted GROUP BY queue`;

const ACTIVITY = `
  SELECT queue, count(*)::int AS ended, (count(*) FILTER (WHERE status = 'FAILED'))::int AS failed,
    percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM started_at - due_at) * 1000) FILTER (WHERE started_at >= due_at) AS wait,
    percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at) * 1000) FILTER (WHERE started_at IS NOT NULL) AS run
  FROM tasks WHERE finished_at > now() - $1::float8 * interval '1 minute' GROUP BY queue`;
