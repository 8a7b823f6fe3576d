import type { EntityManager } from 'typeorm';
import { isOutOfTime } from '../database-errors.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { inTransaction } from '../transaction.js';
import { FilterSql, membersOf, type TaskFilter } from './task-filter.js';
import { TASK_STATUSES, type TaskStatus } from './task-state.js';

/** How many tasks of a status match. */
export interface StatusCount {
  readonly status: TaskStatus;
  /** Null where counting would take too long. */
  readonly count: number | null;
  /** There are more than were counted. */
  readonly more: boolean;
}

/** More than a reader wants to know; so many entries of an index are read in a few milliseconds. */
export const MOST_COUNTED = 10_000;

/** Where few of very many match, no index helps: the answer is then that nobody knows. */
const LIMIT_MS = 500;

/** Counts by status at a bounded cost, whatever the table holds. The filter's own statuses do not count. */
export async function countsByStatus(manager: EntityManager, filter: TaskFilter): Promise<StatusCount[]> {
  const { sql: counting, parameters } = isNarrow(filter) ? narrow(filter) : walked(filter);
  try {
    const rows = await inTransaction(manager, async (inside) => {
      await rowsOf(inside, sql`SET LOCAL statement_timeout = ${LIMIT_MS}`);
      return rowsOf<{ status: TaskStatus; count: number; more: boolean }>(inside, counting, parameters);
    });
    return TASK_STATUSES.map(
      (status) => rows.find((row) => row.status === status) ?? { status, count: 0, more: false },
    );
  } catch (error) {
    if (!isOutOfTime(error)) throw error;
    return TASK_STATUSES.map((status) => ({ status, count: null, more: false }));
  }
}

/** What matches few tasks is read once for all statuses. */
function isNarrow(filter: TaskFilter): boolean {
  const { search, tag = [], metadata = {} } = filter;
  const narrowSets = (['schedule', 'worker', 'errorCode'] as const).some(
    (set) => membersOf(filter, set).length > 0,
  );
  return Boolean(search) || tag.length > 0 || Object.keys(metadata).length > 0 || narrowSets;
}

function narrow(filter: TaskFilter): FilterQuery {
  const { where, parameters } = new FilterSql({ ...filter, status: [] });
  const found = sql`SELECT t.status FROM tasks t ${where} LIMIT ${MOST_COUNTED + 1}`;
  return {
    sql: sql`
      SELECT status, count(*)::int AS count, sum(count(*)) OVER () > ${MOST_COUNTED} AS more
      FROM (${found}) AS found GROUP BY status`,
    parameters,
  };
}

/** Each status along its own index, no further than it is counted. */
function walked(filter: TaskFilter): FilterQuery {
  const one = new FilterSql({ ...filter, status: [] }).and('t.status = one.status');
  const found = sql`SELECT FROM tasks t ${one.where} LIMIT ${MOST_COUNTED + 1}`;
  return {
    sql: sql`
      SELECT one.status, least(counted.n, ${MOST_COUNTED}) AS count, counted.n > ${MOST_COUNTED} AS more
      FROM unnest($${one.parameters.length + 1}::text[]) AS one(status)
      CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM (${found}) AS found) AS counted`,
    parameters: [...one.parameters, [...TASK_STATUSES]],
  };
}

interface FilterQuery {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
