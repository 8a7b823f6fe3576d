import type { TaskStatus } from './task-state.js';

/** Which tasks; every part narrows, a set matches any of its members. */
export interface TaskFilter {
  readonly status?: readonly TaskStatus[];
  readonly type?: readonly string[];
  readonly queue?: readonly string[];
  /** A task with any of these tags. */
  readonly tag?: readonly string[];
  /** Text in the strings of input, result, tags and metadata and in the error's message; case does not matter. */
  readonly search?: string;
  /** Made by this schedule. */
  readonly schedule?: string;
  readonly createdAfter?: Date;
  readonly createdBefore?: Date;
  /** Ended, and after or before this. */
  readonly finishedAfter?: Date;
  readonly finishedBefore?: Date;
}

/** A filter as SQL over `tasks t`, with its parameters. */
export class FilterSql {
  readonly parameters: unknown[] = [];
  readonly conditions: string[] = [];

  constructor(filter: TaskFilter) {
    for (const column of ['status', 'type', 'queue'] as const) this.andAmong(`t.${column}`, filter[column]);
    // The second condition is the partial index's own: the planner cannot infer it from the first.
    if (filter.tag?.length) this.and("t.tags && ?::text[] AND t.tags <> '{}'", filter.tag);
    if (filter.schedule) this.and('t.schedule_id = ?', filter.schedule);
    this.andTimes(filter);
    if (filter.search)
      this.and('t.id IN (SELECT task_id FROM task_search WHERE text ILIKE ?)', `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`);
  }

  /** @param condition with a ? for each value */
  and(condition: string, ...values: unknown[]): this {
    let next = this.parameters.length;
    this.conditions.push(condition.replace(/\?/g, () => `$${(next += 1)}`));
    this.parameters.push(...values);
    return this;
  }

  get where(): string {
    return this.conditions.length > 0 ? `WHERE ${this.conditions.join(' AND ')}` : '';
  }

  /** One value as itself: with ANY the planner does not see that an index on it has the order that a list wants. */
  private andAmong(column: string, values: readonly string[] = []): void {
    if (values.length === 1) this.and(`${column} = ?`, values[0]);
    if (values.length > 1) this.and(`${column} = ANY(?)`, values);
  }

  private andTimes({ createdAfter, createdBefore, finishedAfter, finishedBefore }: TaskFilter): void {
    if (createdAfter) this.and('t.created_at > ?', createdAfter);
    if (createdBefore) this.and('t.created_at < ?', createdBefore);
    if (finishedAfter) this.and('t.finished_at > ?', finishedAfter);
    if (finishedBefore) this.and('t.finished_at < ?', finishedBefore);
  }
}
