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
    return rowsOf(this.database.manager, COUNTS, []);
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

const COUNTS = `
  SELECT queue,
    (count(*) FILTER (WHERE status = 'PENDING' AND due_at <= now()))::int AS waiting,
    (count(*) FILTER (WHERE status = 'PENDING' AND due_at > now()))::int AS delayed,
    (count(*) FILTER (WHERE status = 'PROCESSING'))::int AS active,
    (count(*) FILTER (WHERE status = 'FAILED'))::int AS failed,
    extract(epoch FROM now() - min(due_at) FILTER (WHERE status = 'PENDING' AND due_at <= now()))::float8 AS "oldestWaitingAgeSeconds"
  FROM tasks WHERE status IN ('PENDING', 'PROCESSING', 'FAILED') GROUP BY queue`;

const ACTIVITY = `
  SELECT queue, count(*)::int AS ended, (count(*) FILTER (WHERE status = 'FAILED'))::int AS failed,
    percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM started_at - due_at) * 1000) FILTER (WHERE started_at >= due_at) AS wait,
    percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at) * 1000) FILTER (WHERE started_at IS NOT NULL) AS run
  FROM tasks WHERE finished_at > now() - $1::float8 * interval '1 minute' GROUP BY queue`;
