import { Injectable } from '@nestjs/common';
import { SlowDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';

/** A stretch of time that ends now, in steps that are whole minutes; from 2 hours on, whole hours. */
export interface StatisticsWindow {
  readonly steps: number;
  readonly stepSeconds: number;
}

export interface Happenings {
  readonly at: Date;
  readonly type: string;
  readonly happening: 'ACCEPTED' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
  readonly tasks: number;
}

/** Tasks whose duration was at most 1.2^bucket ms, and longer than that of the bucket before. */
export interface Durations {
  readonly at: Date;
  readonly type: string;
  readonly kind: 'wait' | 'run';
  readonly bucket: number;
  readonly tasks: number;
}

/** Tasks that FAILED, by what they failed with. */
export interface Failures {
  readonly type: string;
  readonly code: string;
  readonly tasks: number;
  /** The step in which it happened last. */
  readonly lastAt: Date;
}

export interface Tokens {
  readonly at: Date;
  readonly provider: string;
  readonly model: string;
  readonly tasks: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** The longest that a queue was in a step. */
export interface QueueSample {
  readonly at: Date;
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly oldestWaitingAgeSeconds: number | null;
}

/**
 * A window in time. What is before rolledUpTo (of failures errorsRolledUpTo) has been counted, what is after
 * is read from the tasks.
 */
export interface StatisticsBounds {
  readonly from: Date;
  readonly to: Date;
  readonly rolledUpTo: Date;
  readonly errorsRolledUpTo: Date;
  readonly stepSeconds: number;
}

/**
 * What happened in a window, by step: from the counted hours and minutes, and from the tasks for the last
 * moments.
 */
@Injectable()
export class StatisticsRepository {
  constructor(private readonly slow: SlowDatabase) {}

  /** The bounds of a window that ends now; figures that are read with the same bounds fit together. */
  async bounds({ steps, stepSeconds }: StatisticsWindow): Promise<StatisticsBounds> {
    const [bounds] = await rowsOf<Omit<StatisticsBounds, 'stepSeconds'>>(this.slow.manager, BOUNDS, [
      steps,
      stepSeconds,
    ]);
    return { ...(bounds as Omit<StatisticsBounds, 'stepSeconds'>), stepSeconds };
  }

  happenings(bounds: StatisticsBounds): Promise<Happenings[]> {
    return this.read(HAPPENINGS, bounds);
  }

  durations(bounds: StatisticsBounds): Promise<Durations[]> {
    return this.read(DURATIONS, bounds);
  }

  tokens(bounds: StatisticsBounds): Promise<Tokens[]> {
    return this.read(TOKENS, bounds);
  }

  failures({ errorsRolledUpTo, ...bounds }: StatisticsBounds): Promise<Failures[]> {
    return this.read(FAILURES, { ...bounds, rolledUpTo: errorsRolledUpTo });
  }

  queueSamples({ from, stepSeconds }: StatisticsBounds): Promise<QueueSample[]> {
    return rowsOf(this.slow.manager, SAMPLES, [stepSeconds, from]);
  }

  /** The edges are parameters, not subqueries, so that the planner sees how little lies behind them. */
  private read<Row>(
    statement: string,
    { from, rolledUpTo, stepSeconds }: Omit<StatisticsBounds, 'errorsRolledUpTo'>,
  ): Promise<Row[]> {
    const hour = new Date(Math.floor(rolledUpTo.getTime() / HOUR_MS) * HOUR_MS);
    const hoursTo = stepSeconds * 1000 > HOUR_MS && hour > from ? hour : from;
    const recentFrom = rolledUpTo > from ? rolledUpTo : from;
    return rowsOf(this.slow.manager, statement, [stepSeconds, from, hoursTo, rolledUpTo, recentFrom]);
  }
}

const HOUR_MS = 3_600_000;

const STEP = sql`date_bin(make_interval(secs => $1), at, '2000-01-01T00:00:00Z')`;

const BOUNDS = sql`
  SELECT
    date_bin(make_interval(secs => $2), now(), '2000-01-01T00:00:00Z')
      - ($1::int - 1) * make_interval(secs => $2) AS "from",
    now_ms() AS "to", rolled_up_to AS "rolledUpTo", errors_rolled_up_to AS "errorsRolledUpTo"
  FROM statistics_state`;

/** Hours as far as the steps allow, then minutes: two ranges that touch. */
const counted = (table: string): string => sql`
  SELECT * FROM ${table} WHERE span = 60 AND at >= $2::timestamptz AND at < $3::timestamptz
  UNION ALL
  SELECT * FROM ${table} WHERE span = 1 AND at >= $3::timestamptz AND at < $4::timestamptz`;

const RECENT = 'at >= $5::timestamptz';

const HAPPENINGS = sql`
  SELECT ${STEP} AS at, type, happening, sum(tasks)::float8 AS tasks FROM (
    SELECT at, type, happening, tasks FROM (${counted('task_statistics')}) AS counted
    UNION ALL SELECT ${STEP}, type, happening, count(*) FROM task_happenings WHERE ${RECENT} GROUP BY 1, 2, 3
  ) AS happened GROUP BY 1, 2, 3`;

const DURATIONS = sql`
  SELECT ${STEP} AS at, type, kind, bucket, sum(tasks)::float8 AS tasks FROM (
    SELECT at, type, kind, bucket, tasks FROM (${counted('duration_statistics')}) AS counted
    UNION ALL SELECT ${STEP}, type, kind, bucket, count(*) FROM task_durations WHERE ${RECENT}
      GROUP BY 1, 2, 3, 4
  ) AS happened GROUP BY 1, 2, 3, 4`;

const TOKENS = sql`
  SELECT ${STEP} AS at, provider, model, sum(tasks)::float8 AS tasks,
    sum(input_tokens)::float8 AS "inputTokens", sum(output_tokens)::float8 AS "outputTokens" FROM (
    SELECT at, provider, model, tasks, input_tokens, output_tokens
    FROM (${counted('token_statistics')}) AS counted
    UNION ALL SELECT ${STEP}, provider, model, count(*), sum(input_tokens), sum(output_tokens)
      FROM task_tokens WHERE ${RECENT}
      GROUP BY 1, 2, 3
  ) AS happened GROUP BY 1, 2, 3`;

const FAILURES = sql`
  SELECT type, code, sum(tasks)::float8 AS tasks, max(at) AS "lastAt" FROM (
    SELECT ${STEP} AS at, type, code, tasks FROM (${counted('error_statistics')}) AS counted
    UNION ALL SELECT ${STEP}, type, code, count(*) FROM task_failures WHERE ${RECENT} GROUP BY 1, 2, 3
  ) AS failed GROUP BY 1, 2`;

const SAMPLES = sql`
  SELECT ${STEP} AS at, queue, max(waiting) AS waiting, max(active) AS active,
    max(oldest_age_seconds)::float8 AS "oldestWaitingAgeSeconds"
  FROM queue_samples WHERE at >= $2::timestamptz GROUP BY 1, 2 ORDER BY 1`;
