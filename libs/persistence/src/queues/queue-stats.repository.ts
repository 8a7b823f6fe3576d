import { Injectable } from '@nestjs/common';
import { SlowDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';

/** How many tasks of a queue are in which state, now. */
export interface QueueCounts {
  readonly queue: string;
  /** PENDING and due. */
  readonly waiting: number;
  /** PENDING for a later time, to the second; to the minute where that was far ahead. */
  readonly delayed: number;
  readonly active: number;
  readonly failed: number;
  /** Age of the task that waits longest, in seconds since it was due; null where none waits. */
  readonly oldestWaitingAgeSeconds: number | null;
  /** Due, and not with the broker: no room in its window, a paused queue, or a broker that is away. */
  readonly undelivered: number;
  readonly oldestUndeliveredAgeSeconds: number | null;
}

/** Those of a queue in which nothing is. */
export function noTasksOf(queue: string): QueueCounts {
  return {
    queue,
    waiting: 0,
    delayed: 0,
    active: 0,
    failed: 0,
    oldestWaitingAgeSeconds: null,
    undelivered: 0,
    oldestUndeliveredAgeSeconds: null,
  };
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

/** Figures over a whole queue. */
@Injectable()
export class QueueStatsRepository {
  constructor(private readonly slow: SlowDatabase) {}

  counts(): Promise<QueueCounts[]> {
    return rowsOf(this.slow.manager, QUEUE_COUNTS, []);
  }

  /** @param windowMinutes how far back */
  async activity(windowMinutes: number): Promise<QueueActivity[]> {
    const rows = await rowsOf<{
      queue: string;
      ended: number;
      failed: number;
      wait: number[] | null;
      run: number[] | null;
    }>(this.slow.manager, ACTIVITY, [windowMinutes]);
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

/** More than a broker holds of a queue. */
const WINDOW = 50_000;

/**
 * A row a queue that has tasks which have not ended, or failed. What may be many is not counted here: the
 * counts are kept. The window and what runs are bounded, and of what waits one row a priority is read. Those
 * that workers gave back, as they did not know their type, wait for a worker and not for their time; there
 * are few, or an update is stuck. The kept counts take a task as waiting from the beginning of the second, or
 * minute, in which it is due.
 */
export const QUEUE_COUNTS = sql`
  WITH kept AS (
    SELECT queue,
      greatest(0, coalesce(sum(tasks) FILTER (WHERE status = 'PENDING' AND due = '-infinity'), 0)) AS waiting,
      greatest(0, coalesce(sum(tasks) FILTER (WHERE status = 'PENDING' AND due > '-infinity'), 0)) AS delayed,
      greatest(0, coalesce(sum(tasks) FILTER (WHERE status = 'FAILED'), 0)) AS failed
    FROM queue_counts_now GROUP BY queue
  ), running AS (
    SELECT queue, count(*) AS active FROM tasks WHERE status = 'PROCESSING' GROUP BY queue
  ), given_back AS (
    SELECT queue, count(*) AS tasks,
      count(*) FILTER (WHERE count_of(status, due_at, updated_at) > now()) AS delayed,
      min(first_due_at) AS oldest
    FROM tasks
    WHERE status = 'PENDING' AND given_back_as IS NOT NULL AND given_back_as = delivery AND due_at > now()
    GROUP BY queue
  ), counted AS (
    SELECT queue, coalesce(waiting, 0) + coalesce(given_back.delayed, 0) AS waiting,
      greatest(0, coalesce(kept.delayed, 0) - coalesce(given_back.delayed, 0)) AS delayed,
      coalesce(given_back.tasks, 0) AS apart,
      given_back.oldest, coalesce(active, 0) AS active, coalesce(failed, 0) AS failed
    FROM kept FULL JOIN running USING (queue) LEFT JOIN given_back USING (queue)
  )
  SELECT queue, waiting::int, delayed::int, active::int, failed::int,
    extract(epoch FROM now() - least(held.oldest, undelivered.oldest, counted.oldest))::float8
      AS "oldestWaitingAgeSeconds",
    greatest(0, waiting - apart - held.tasks)::int AS undelivered,
    extract(epoch FROM now() - undelivered.oldest)::float8 AS "oldestUndeliveredAgeSeconds"
  FROM counted CROSS JOIN LATERAL (
    SELECT count(*) AS tasks, min(due_at) AS oldest FROM (
      SELECT due_at FROM tasks t
      WHERE t.queue = counted.queue AND t.status = 'PENDING' AND t.dispatched_at IS NOT NULL
      ORDER BY t.priority DESC, t.id LIMIT ${WINDOW}
    ) AS held
  ) AS held CROSS JOIN LATERAL (
    SELECT min(first.due_at) AS oldest FROM generate_series(1, 10) AS level CROSS JOIN LATERAL (
      SELECT due_at FROM tasks t
      WHERE t.queue = counted.queue AND t.priority = level AND t.status = 'PENDING'
        AND t.dispatched_at IS NULL AND t.due_at <= now()
      ORDER BY t.due_at, t.id LIMIT 1
    ) AS first
  ) AS undelivered
  WHERE waiting + delayed + active + failed > 0`;

const ACTIVITY = sql`
  SELECT queue, count(*)::int AS ended, (count(*) FILTER (WHERE status = 'FAILED'))::int AS failed,
    percentile_cont(ARRAY[0.5, 0.95, 0.99])
      WITHIN GROUP (ORDER BY extract(epoch FROM started_at - due_at) * 1000)
      FILTER (WHERE started_at >= due_at) AS wait,
    percentile_cont(ARRAY[0.5, 0.95, 0.99])
      WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at) * 1000)
      FILTER (WHERE started_at IS NOT NULL) AS run
  FROM tasks WHERE finished_at > now() - $1::float8 * interval '1 minute' GROUP BY queue`;
