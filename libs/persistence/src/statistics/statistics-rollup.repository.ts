import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { QUEUE_COUNTS } from '../queues/queue-stats.repository.js';
import { rowsOf } from '../rows.js';

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
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Counts the next minutes, at most those of one hour.
   * @returns whether there may be more: false at the present, and where another process is at it
   */
  rollUp(): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const [range] = await rowsOf<Range>(manager, NEXT_RANGE, [SETTLED_AFTER_SECONDS]);
      if (!range || range.to <= range.from) return false;
      for (const sql of MINUTES) await manager.query(sql, [range.from, range.to]);
      if (range.endsHour) await this.endHour(manager, range.to);
      await manager.query('UPDATE statistics_state SET rolled_up_to = $1', [range.to]);
      return true;
    });
  }

  /** Writes down how long each queue is now, once a minute. */
  async sampleQueues(queues: readonly string[]): Promise<void> {
    await this.database.query(SAMPLE, [queues]);
  }

  private async endHour(manager: EntityManager, end: Date): Promise<void> {
    for (const sql of HOURS) await manager.query(sql, [end]);
    for (const sql of FORGET) await manager.query(sql, [end, KEPT.minutes]);
    for (const sql of FORGET_HOURS) await manager.query(sql, [end, KEPT.hours]);
  }
}

interface Range {
  readonly from: Date;
  readonly to: Date;
  readonly endsHour: boolean;
}

const NEXT_RANGE = `
  SELECT rolled_up_to AS "from", "to", "to" = date_trunc('hour', "to") AS "endsHour"
  FROM (SELECT * FROM statistics_state FOR UPDATE SKIP LOCKED) AS state
  CROSS JOIN LATERAL (SELECT least(
    date_trunc('minute', now() - $1::float8 * interval '1 s'), date_trunc('hour', rolled_up_to) + interval '1 hour') AS "to") AS range`;

const RANGE = 'at >= $1::timestamptz AND at < $2::timestamptz';

/** Held to what a column can hold: one row beyond would stop every roll-up that follows. */
function sum(column: string): string {
  return `least(sum(${column}), ${2n ** 63n - 1n})`;
}

const MINUTES = [
  `INSERT INTO task_statistics SELECT 1, date_trunc('minute', at), type, happening, count(*)
   FROM task_happenings WHERE ${RANGE} GROUP BY 2, 3, 4`,
  `INSERT INTO duration_statistics SELECT 1, date_trunc('minute', at), type, kind, bucket, count(*)
   FROM task_durations WHERE ${RANGE} GROUP BY 2, 3, 4, 5`,
  `INSERT INTO token_statistics SELECT 1, date_trunc('minute', at), provider, model, count(*), ${sum('input_tokens')}, ${sum('output_tokens')}
   FROM task_tokens WHERE ${RANGE} GROUP BY 2, 3, 4`,
];

const OF_HOUR = `span = 1 AND at >= $1::timestamptz - interval '1 hour' AND at < $1::timestamptz`;
const HOUR = `date_trunc('hour', at)`;

const HOURS = [
  `INSERT INTO task_statistics SELECT 60, ${HOUR}, type, happening, sum(tasks)
   FROM task_statistics WHERE ${OF_HOUR} GROUP BY 2, 3, 4`,
  `INSERT INTO duration_statistics SELECT 60, ${HOUR}, type, kind, bucket, sum(tasks)
   FROM duration_statistics WHERE ${OF_HOUR} GROUP BY 2, 3, 4, 5`,
  `INSERT INTO token_statistics SELECT 60, ${HOUR}, provider, model, sum(tasks), ${sum('input_tokens')}, ${sum('output_tokens')}
   FROM token_statistics WHERE ${OF_HOUR} GROUP BY 2, 3, 4`,
];

const TABLES = ['task_statistics', 'duration_statistics', 'token_statistics'];
const OLD = 'at < $1::timestamptz - make_interval(days => $2)';

const FORGET = [
  ...TABLES.map((table) => `DELETE FROM ${table} WHERE span = 1 AND ${OLD}`),
  `DELETE FROM queue_samples WHERE ${OLD}`,
  // A reader may still hold the bounds of a moment ago.
  `DELETE FROM forgotten_tasks WHERE finished_at < $1::timestamptz - interval '1 hour' AND $2::int > 0`,
];

const FORGET_HOURS = TABLES.map((table) => `DELETE FROM ${table} WHERE span = 60 AND ${OLD}`);

const SAMPLE = `
  INSERT INTO queue_samples (at, queue, waiting, active, oldest_age_seconds)
  SELECT date_trunc('minute', now()), name, coalesce(waiting, 0), coalesce(active, 0), "oldestWaitingAgeSeconds"
  FROM unnest($1::text[]) AS known(name) LEFT JOIN (${QUEUE_COUNTS}) AS counts ON counts.queue = known.name
  WHERE NOT EXISTS (SELECT FROM queue_samples WHERE at = date_trunc('minute', now()))
  ON CONFLICT DO NOTHING`;
