import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { bytesSql, PAGE_BYTES } from '../tasks/shortened.js';
import type { Lease } from '../tasks/transitions/settlement.js';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export type TaskLogLevel = (typeof LOG_LEVELS)[number];

/** Lines that are kept of one task, over all its attempts. */
export const MAX_TASK_LOG_LINES = 1_000;

/** What the last line says of a log that is cut off. */
export const LOG_IS_FULL = 'The log is full; what follows is not kept.';

/** What a handler logged, on its way to the database. */
export interface NewTaskLogLine extends Lease {
  readonly at: Date;
  readonly level: TaskLogLevel;
  readonly message: string;
  readonly fields: object | null;
}

export interface TaskLogLine {
  /** Grows within the task. */
  readonly id: number;
  readonly at: Date;
  readonly attempt: number;
  readonly level: TaskLogLevel;
  readonly message: string;
  readonly fields: Record<string, unknown> | null;
}

export interface TaskLogPage {
  readonly lines: readonly TaskLogLine[];
  readonly hasMore: boolean;
}

/** What handlers logged, kept with their tasks. */
@Injectable()
export class TaskLogRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Keeps lines of tasks whose lease is still the caller's; of each task the first 1,000, the last of which
   * says so.
   * @returns the lines that were not taken: somebody else holds the row of their task, or the lease is lost
   */
  async append(lines: readonly NewTaskLogLine[]): Promise<NewTaskLogLine[]> {
    const rows = await rowsOf<{ token: string }>(this.database.manager, APPEND, [
      JSON.stringify(lines),
      MAX_TASK_LOG_LINES,
    ]);
    const taken = new Set(rows.map(({ token }) => token));
    return lines.filter(({ leaseToken }) => !taken.has(leaseToken));
  }

  /** Oldest first, as many as fit in a page. @param after the id of a line */
  async list(taskId: string, after: number): Promise<TaskLogPage> {
    const rows = await rowsOf<TaskLogLine & { found: number }>(this.database.manager, LIST, [taskId, after]);
    return { lines: rows.map(({ found: _, ...line }) => line), hasMore: rows.length < (rows[0]?.found ?? 0) };
  }
}

// The lock is the one that the foreign key takes: it waits here for nobody, so that it does not wait there.
const APPEND = sql`
  WITH given AS (
    SELECT g.*, row_number() OVER (PARTITION BY g.id ORDER BY g.n) AS line FROM ROWS FROM (
      jsonb_to_recordset($1::jsonb)
        AS (id uuid, "leaseToken" uuid, at timestamptz, level text, message text, fields jsonb)
    ) WITH ORDINALITY AS g(id, token, at, level, message, fields, n)
  ), held AS MATERIALIZED (
    SELECT t.id, t.attempts_made, t.lease_token FROM (SELECT DISTINCT id, token FROM given) AS g
      JOIN tasks t ON t.id = g.id AND t.lease_token = g.token
    FOR KEY SHARE OF t SKIP LOCKED
  ), numbered AS (
    SELECT given.*, held.attempts_made,
      (SELECT count(*) FROM task_logs WHERE task_id = held.id) + given.line AS number
    FROM given JOIN held ON held.id = given.id AND held.lease_token = given.token
  ), kept AS (
    INSERT INTO task_logs (task_id, at, attempt, level, message, fields)
    SELECT id, at, attempts_made,
      CASE WHEN number < $2 THEN level ELSE 'warn' END,
      CASE WHEN number < $2 THEN message ELSE '${LOG_IS_FULL}' END,
      CASE WHEN number < $2 THEN fields END
    FROM numbered WHERE number <= $2 ORDER BY n
  )
  SELECT lease_token AS token FROM held`;

const LIST = sql`
  SELECT id, at, attempt, level, message, fields, found FROM (
    SELECT id::float8 AS id, at, attempt, level, message, fields, count(*) OVER ()::int AS found,
      sum(150 + octet_length(message) + ${bytesSql('fields')}) OVER (ORDER BY task_logs.id) AS bytes
    FROM task_logs WHERE task_id = $1 AND id > $2
  ) AS measured WHERE bytes <= ${PAGE_BYTES} ORDER BY id`;
