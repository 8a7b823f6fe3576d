import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { QUEUE_COUNTS } from '../queues/queue-stats.repository.js';
import { SlowDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { inTransaction } from '../transaction.js';

/**
 * After this long every transaction that ended in a minute is visible: no statement of ours may take longer.
 * Before, the minute is counted from the tasks themselves.
 */
const SETTLED_AFTER_SECONDS = 35;

/** How long rows are kept, in days. */
const KEPT = { minutes: 8, hours: 400 };

/** Counts what has happened, each minute once, however many processes try. */
@Injectable()
export class StatisticsRollupRepository {
  constructor(private readonly slow: SlowDatabase) {}

  /**
   * Counts the next minutes, at most five: after hours in which nothing was counted a statement is not to
   * take long.
   * @returns whether there may be more: false at the present, and where another process is at it
   */
  async rollUp(): Promise<boolean> {
    const [counts, errors] = [await this.rollUpOne(COUNTS), await this.rollUpOne(ERRORS)];
    return counts || errors;
  }

  /** Writes down how long each queue is now, once a minute. */
  async sampleQueues(queues: readonly string[]): Promise<void> {
    await rowsOf(this.slow.manager, SAMPLE, [queues]);
  }

  private rollUpOne({ pointer, minutes, ...ends }: Figures): Promise<boolean> {
    return inTransaction(this.slow.manager, async (manager) => {
      const [range] = await rowsOf<Range>(manager, nextRange(pointer), [SETTLED_AFTER_SECONDS]);
      if (!range || range.to <= range.from) return false;
      for (const statement of minutes) await rowsOf(manager, statement, [range.from, range.to]);
      if (range.endsHour) await this.endHour(manager, ends, range.to);
      await rowsOf(manager, sql`UPDATE statistics_state SET ${pointer} = $1`, [range.to]);
      return true;
    });
  }

  private async endHour(
    manager: EntityManager,
    { hours, forget, forgetHours }: HourEnd,
    end: Date,
  ): Promise<void> {
    for (const statement of hours) await rowsOf(manager, statement, [end]);
    for (const statement of forget) await rowsOf(manager, statement, [end, KEPT.minutes]);
    for (const statement of forgetHours) await rowsOf(manager, statement, [end, KEPT.hours]);
  }
}

interface Range {
  readonly from: Date;
  readonly to: Date;
  readonly endsHour: boolean;
}

/** What is done when an hour is over. */
interface HourEnd {
  readonly hours: readonly string[];
  readonly forget: readonly string[];
  readonly forgetHours: readonly string[];
}

/** Figures that are counted together, and how far. */
interface Figures extends HourEnd {
  readonly pointer: 'rolled_up_to' | 'errors_rolled_up_to';
  readonly minutes: readonly string[];
}

const nextRange = (pointer: Figures['pointer']): string => sql`
  SELECT ${pointer} AS "from", "to", "to" = date_trunc('hour', "to") AS "endsHour"
  FROM (SELECT * FROM statistics_state FOR UPDATE SKIP LOCKED) AS state
  CROSS JOIN LATERAL (SELECT least(
    date_trunc('minute', now() - $1::float8 * interval '1 s'),
    date_trunc('hour', ${pointer}) + interval '1 hour', ${pointer} + interval '5 minutes') AS "to") AS range`;

const RANGE = 'at >= $1::timestamptz AND at < $2::timestamptz';

/** Held to what a column can hold: one row beyond would stop every roll-up that follows. */
function sum(column: string): string {
  return sql`least(sum(${column}), ${2n ** 63n - 1n})`;
}

const MINUTES = [
  sql`INSERT INTO task_statistics SELECT 1, date_trunc('minute', at), type, happening, count(*)
   FROM task_happenings WHERE ${RANGE} GROUP BY 2, 3, 4`,
  sql`INSERT INTO duration_statistics SELECT 1, date_trunc('minute', at), type, kind, bucket, count(*)
   FROM task_durations WHERE ${RANGE} GROUP BY 2, 3, 4, 5`,
  sql`
    INSERT INTO token_statistics
      SELECT 1, date_trunc('minute', at), provider, model, count(*),
        ${sum('input_tokens')}, ${sum('output_tokens')}
   FROM task_tokens WHERE ${RANGE} GROUP BY 2, 3, 4`,
];

const OF_HOUR = sql`span = 1 AND at >= $1::timestamptz - interval '1 hour' AND at < $1::timestamptz`;
const HOUR = sql`date_trunc('hour', at)`;

const HOURS = [
  sql`INSERT INTO task_statistics SELECT 60, ${HOUR}, type, happening, sum(tasks)
   FROM task_statistics WHERE ${OF_HOUR} GROUP BY 2, 3, 4`,
  sql`INSERT INTO duration_statistics SELECT 60, ${HOUR}, type, kind, bucket, sum(tasks)
   FROM duration_statistics WHERE ${OF_HOUR} GROUP BY 2, 3, 4, 5`,
  sql`
    INSERT INTO token_statistics
      SELECT 60, ${HOUR}, provider, model, sum(tasks), ${sum('input_tokens')}, ${sum('output_tokens')}
   FROM token_statistics WHERE ${OF_HOUR} GROUP BY 2, 3, 4`,
];

const TABLES = ['task_statistics', 'duration_statistics', 'token_statistics'];
const OLD = 'at < $1::timestamptz - make_interval(days => $2)';

const FORGET = [
  ...TABLES.map((table) => sql`DELETE FROM ${table} WHERE span = 1 AND ${OLD}`),
  sql`DELETE FROM queue_samples WHERE ${OLD}`,
  // A reader may still hold the bounds of a moment ago.
  sql`DELETE FROM forgotten_tasks WHERE finished_at < $1::timestamptz - interval '1 hour' AND $2::int > 0
   AND finished_at < (SELECT errors_rolled_up_to FROM statistics_state)`,
];

const forgetHours = (table: string): string => sql`DELETE FROM ${table} WHERE span = 60 AND ${OLD}`;

const COUNTS: Figures = {
  pointer: 'rolled_up_to',
  minutes: MINUTES,
  hours: HOURS,
  forget: FORGET,
  forgetHours: TABLES.map(forgetHours),
};

const ERRORS: Figures = {
  pointer: 'errors_rolled_up_to',
  minutes: [
    sql`INSERT INTO error_statistics SELECT 1, date_trunc('minute', at), type, code, count(*)
     FROM task_failures WHERE ${RANGE} GROUP BY 2, 3, 4`,
  ],
  hours: [
    sql`
      INSERT INTO error_statistics SELECT 60, ${HOUR}, type, code, sum(tasks) FROM error_statistics
      WHERE ${OF_HOUR} GROUP BY 2, 3, 4`,
  ],
  forget: [sql`DELETE FROM error_statistics WHERE span = 1 AND ${OLD}`],
  forgetHours: [forgetHours('error_statistics')],
};

const SAMPLE = sql`
  INSERT INTO queue_samples (at, queue, waiting, active, oldest_age_seconds)
  SELECT date_trunc('minute', now()), name, coalesce(waiting, 0), coalesce(active, 0),
    "oldestWaitingAgeSeconds"
  FROM unnest($1::text[]) AS known(name) LEFT JOIN (${QUEUE_COUNTS}) AS counts ON counts.queue = known.name
  WHERE NOT EXISTS (SELECT FROM queue_samples WHERE at = date_trunc('minute', now()))
  ON CONFLICT DO NOTHING`;
