import { sql } from '../sql.js';
import type { TaskStatus } from './task-state.js';

/** Which tasks; every part narrows, a set matches any of its members. */
export interface TaskFilter {
  readonly status?: readonly TaskStatus[];
  readonly type?: readonly string[];
  readonly queue?: readonly string[];
  /** A task with any of these tags. */
  readonly tag?: readonly string[];
  /**
   * Text in the strings of input, result, tags and metadata and in the error's message, in any case; or the
   * task's id.
   */
  readonly search?: string;
  /** Made by any of these schedules. A bulk action of an earlier version has one. */
  readonly schedule?: string | readonly string[];
  /** Run last by any of these workers: ids, or `host:pid`. */
  readonly worker?: readonly string[];
  /** The code of the error that it failed with, or that its last attempt did. */
  readonly errorCode?: readonly string[];
  /**
   * Values of keys of its metadata; a key's set matches any of them, as a string or as the number or truth
   * value that it spells.
   */
  readonly metadata?: Readonly<Record<string, readonly string[]>>;
  readonly createdAfter?: Date;
  readonly createdBefore?: Date;
  /** Ended, and after or before this. */
  readonly finishedAfter?: Date;
  readonly finishedBefore?: Date;
}

/** Filters by a column's values. */
export const COLUMN_SETS = ['status', 'type', 'queue', 'schedule', 'worker', 'errorCode'] as const;

export type ColumnSet = (typeof COLUMN_SETS)[number];

const COLUMNS: Readonly<Record<ColumnSet, string>> = {
  status: 't.status',
  type: 't.type',
  queue: 't.queue',
  schedule: 't.schedule_id',
  worker: 't.worker_id',
  errorCode: "t.error->>'code'",
};

export const columnOf = (set: ColumnSet): string => COLUMNS[set];

/** The members of a filter's set; none where it does not narrow. */
export function membersOf(filter: TaskFilter, set: ColumnSet): readonly string[] {
  return [filter[set] ?? []].flat();
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
export const isUuid = (text: string): boolean => UUID.test(text);

/** Numbers that are compared as such; longer ones are compared as text only. */
const NUMBER = /^-?(0|[1-9]\d{0,30})(\.\d{1,30})?$/;

/** A filter as SQL over `tasks t`, with its parameters. */
export class FilterSql {
  readonly parameters: unknown[];
  readonly conditions: string[] = [];

  /** @param parameters those that are before its own */
  constructor(filter: TaskFilter, parameters: readonly unknown[] = []) {
    this.parameters = [...parameters];
    for (const set of COLUMN_SETS) this.andAmong(set, membersOf(filter, set));
    // The second condition is the partial index's own: the planner cannot infer it from the first.
    if (filter.tag?.length) this.and("t.tags && ?::text[] AND t.tags <> '{}'", filter.tag);
    for (const [key, values] of Object.entries(filter.metadata ?? {})) this.andMetadata(key, values);
    this.andTimes(filter);
    if (filter.search) this.andSearch(filter.search);
  }

  /** @param condition with a ? for each value */
  and(condition: string, ...values: unknown[]): this {
    this.conditions.push(this.numbered(condition, values));
    return this;
  }

  /** A part of SQL with its values among the parameters. */
  numbered(part: string, values: readonly unknown[]): string {
    let next = this.parameters.length;
    this.parameters.push(...values);
    return part.replace(/\?/g, () => `$${(next += 1)}`);
  }

  /**
   * The members of a set as the rows of a subquery with one column, `member`, of the type of their own
   * column.
   */
  membersSql(set: ColumnSet, members: readonly string[]): string {
    if (set !== 'worker')
      return this.numbered(
        sql`SELECT DISTINCT unnest(?::${set === 'schedule' ? 'uuid' : 'text'}[]) AS member`,
        [members],
      );
    const ids = members.filter(isUuid);
    const names = members.filter((one) => !isUuid(one));
    const known = "SELECT id FROM workers WHERE host || ':' || pid = ANY(?::text[])";
    return this.numbered(sql`SELECT unnest(?::uuid[]) AS member UNION ${known}`, [ids, names]);
  }

  get where(): string {
    return this.conditions.length > 0 ? sql`WHERE ${this.conditions.join(' AND ')}` : '';
  }

  /**
   * One value as itself: with ANY the planner does not see that an index on it has the order that a list
   * wants.
   */
  private andAmong(set: ColumnSet, members: readonly string[]): void {
    if (members.length === 0) return;
    if (set === 'errorCode') this.and('t.error IS NOT NULL'); // the partial index's own condition
    const [only] = members.length === 1 ? members : [];
    if (only !== undefined && (set !== 'worker' || isUuid(only))) this.and(sql`${COLUMNS[set]} = ?`, only);
    else this.conditions.push(sql`${COLUMNS[set]} IN (${this.membersSql(set, members)})`);
  }

  private andMetadata(key: string, values: readonly string[]): void {
    const field = JSON.stringify(key);
    const wanted = values.flatMap((value) => [
      `{${field}:${JSON.stringify(value)}}`,
      ...(NUMBER.test(value) || value === 'true' || value === 'false' ? [`{${field}:${value}}`] : []),
    ]);
    this.and("t.metadata @> ANY(?::jsonb[]) AND t.metadata <> '{}'", wanted);
  }

  /** The pattern of words that are searched for, as a parameter. */
  patternSql(search: string): string {
    return this.numbered('?', [`%${search.replace(/[\\%_]/g, '\\$&')}%`]);
  }

  private andSearch(search: string): void {
    const found = sql`SELECT task_id FROM task_search WHERE text ILIKE ${this.patternSql(search)}`;
    if (isUuid(search)) this.and(sql`t.id IN (SELECT ?::uuid UNION ALL ${found})`, search);
    else this.conditions.push(sql`t.id IN (${found})`);
  }

  private andTimes({ createdAfter, createdBefore, finishedAfter, finishedBefore }: TaskFilter): void {
    if (createdAfter) this.and('t.created_at > ?', createdAfter);
    if (createdBefore) this.and('t.created_at < ?', createdBefore);
    if (finishedAfter) this.and('t.finished_at > ?', finishedAfter);
    if (finishedBefore) this.and('t.finished_at < ?', finishedBefore);
  }
}
