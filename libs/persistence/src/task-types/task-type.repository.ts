import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';

/** A task type that workers registered over HTTP. */
export interface StoredTaskType {
  readonly name: string;
  readonly queue: string;
  readonly description: string;
  /** JSON Schemas, draft 2020-12. */
  readonly inputSchema: object;
  readonly resultSchema: object;
  /** Inputs that run as they stand, by title. */
  readonly examples: Readonly<Record<string, object>>;
  readonly maxAttempts: number;
  readonly timeoutMs: number;
  readonly retryDelayMs: number;
}

/** The task types of workers over HTTP. Each change notifies all processes with the name of the type. */
@Injectable()
export class TaskTypeRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Makes it known, or replaces it. One that is there already and equal is not written. */
  async put(type: StoredTaskType): Promise<void> {
    await rowsOf(this.database.manager, PUT, [
      type.name,
      type.queue,
      type.description,
      JSON.stringify(type.inputSchema),
      JSON.stringify(type.resultSchema),
      JSON.stringify(type.examples),
      type.maxAttempts,
      type.timeoutMs,
      type.retryDelayMs,
    ]);
  }

  /** False where it was not there. */
  async remove(name: string): Promise<boolean> {
    return (await rowsOf(this.database.manager, REMOVE, [name])).length > 0;
  }

  all(): Promise<StoredTaskType[]> {
    return rowsOf(this.database.manager, ALL);
  }

  /** @param names those that are not there are not in the answer */
  find(names: readonly string[]): Promise<StoredTaskType[]> {
    return rowsOf(this.database.manager, FIND, [names]);
  }
}

const VALUES = sql`
  queue, description, input_schema, result_schema, examples, max_attempts, timeout_ms, retry_delay_ms`;

const PUT = sql`
  WITH put AS (
    INSERT INTO task_types AS known (name, ${VALUES}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (name) DO UPDATE SET (${VALUES}) = ROW(
      excluded.queue, excluded.description, excluded.input_schema, excluded.result_schema, excluded.examples,
      excluded.max_attempts, excluded.timeout_ms, excluded.retry_delay_ms), updated_at = now_ms()
      WHERE ROW(known.queue, known.description, known.input_schema, known.result_schema, known.examples,
          known.max_attempts, known.timeout_ms, known.retry_delay_ms)
        IS DISTINCT FROM ROW(excluded.queue, excluded.description, excluded.input_schema,
          excluded.result_schema, excluded.examples, excluded.max_attempts, excluded.timeout_ms,
          excluded.retry_delay_ms)
    RETURNING name
  )
  SELECT pg_notify('task_types', name) FROM put`;

const REMOVE = sql`
  WITH removed AS (DELETE FROM task_types WHERE name = $1 RETURNING name)
  SELECT pg_notify('task_types', name) FROM removed`;

const ALL = sql`
  SELECT name, queue, description, input_schema AS "inputSchema", result_schema AS "resultSchema", examples,
    max_attempts AS "maxAttempts", timeout_ms AS "timeoutMs", retry_delay_ms AS "retryDelayMs"
  FROM task_types`;

const FIND = sql`${ALL} WHERE name = ANY($1::text[])`;
