import { sql } from '../sql.js';
import { columnOf, type ColumnSet, FilterSql, isUuid, membersOf, type TaskFilter } from './task-filter.js';
import { isByEnd, orderSql, type Position, type TaskOrder } from './task-order.js';

export interface Query {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** So many tasks are looked through one by one, before an index on their words is asked. */
const LOOKED_THROUGH = 1_000;

/** Of a search that no index helps so many tasks are looked through for one page. */
export const LOOKED_THROUGH_ALONE = 20_000;

/**
 * The ids of a page, from a position on (keyset, so that page 1,000 costs what page 1 does).
 * @param until the last one to look at
 */
export function positions(
  filter: TaskFilter,
  limit: number,
  after: Position | null,
  order: TaskOrder,
  until: Position | null,
): Query {
  const { search } = filter;
  if (!search || isUuid(search)) return walkedOrNot(filter, limit, after, order);
  return hasTrigram(search)
    ? searched(filter, search, limit, after, order)
    : lookedThrough(filter, search, limit, { after, until, order });
}

/**
 * The last task that one page of a search looks at; none where no more are left, or an index finds what is
 * searched for.
 */
export function endOfLook(
  { search, ...others }: TaskFilter,
  after: Position | null,
  order: TaskOrder,
): Query | null {
  if (!search || isUuid(search) || hasTrigram(search)) return null;
  const { sql: walked, parameters } = walkedOrNot(others, LOOKED_THROUGH_ALONE, after, order);
  return {
    sql: sql`
      SELECT ${orderSql(order).column} AS at, id FROM (${walked}) AS t OFFSET ${LOOKED_THROUGH_ALONE - 1}`,
    parameters,
  };
}

/**
 * Whether the index on words knows some three characters of it: in a row, or two at the end of a word, or one
 * at its begin.
 */
function hasTrigram(search: string): boolean {
  return /[\p{L}\p{N}]{3}|[\p{L}\p{N}]{2}[^\p{L}\p{N}]|[^\p{L}\p{N}][\p{L}\p{N}]/u.test(search);
}

interface Range {
  readonly after: Position | null;
  readonly until: Position | null;
  readonly order: TaskOrder;
}

function lookedThrough(
  filter: TaskFilter,
  search: string,
  limit: number,
  { after, until, order }: Range,
): Query {
  const { column, later, orderBy } = orderSql(order);
  const all = walkedOrNot({ ...filter, search: '' }, LOOKED_THROUGH_ALONE, after, order);
  const narrowed = new FilterSql({}, all.parameters);
  narrowed.and(
    sql`
      EXISTS (SELECT FROM task_search s WHERE s.task_id = t.id
        AND s.text ILIKE ${narrowed.patternSql(search)} OFFSET 0)`,
  );
  if (until) narrowed.and(sql`NOT (${column}, t.id) ${later} (?, ?)`, until.at, until.id);
  return {
    sql: sql`SELECT t.* FROM (${all.sql}) AS t ${narrowed.where} ${orderBy} LIMIT ${Number(limit)}`,
    parameters: narrowed.parameters,
  };
}

/**
 * Words that many tasks have are found among the first tasks of the order; of those that few have the index
 * tells where they are. The planner guesses which it is by samples, and where it is wrong it reads and sorts
 * all that match.
 */
function searched(
  filter: TaskFilter,
  search: string,
  limit: number,
  after: Position | null,
  order: TaskOrder,
): Query {
  const { orderBy } = orderSql(order);
  const others = { ...filter, search: '' };
  const first = walkedOrNot(others, LOOKED_THROUGH, after, order);
  const narrowed = new FilterSql(others, first.parameters);
  const matching = sql`task_search s WHERE s.text ILIKE ${narrowed.patternSql(search)}`;
  narrowed.and('NOT (SELECT found FROM enough)').and(sql`t.id IN (SELECT s.task_id FROM ${matching})`);
  return {
    sql: sql`
      WITH near AS MATERIALIZED (
        SELECT t.* FROM (${first.sql}) AS t
        WHERE EXISTS (SELECT FROM ${matching} AND s.task_id = t.id OFFSET 0)
        ${orderBy} LIMIT ${Number(limit)}
      ), enough AS MATERIALIZED (
        SELECT count(*) = ${Number(limit)} AS found FROM near
      )
      SELECT * FROM near WHERE (SELECT found FROM enough)
      UNION ALL
      (${page(narrowed, limit, after, order)})`,
    parameters: narrowed.parameters,
  };
}

function walkedOrNot(filter: TaskFilter, limit: number, after: Position | null, order: TaskOrder): Query {
  const walked = walkedIn(filter);
  if (walked === 'status') return eachStatus(filter, limit, after, order);
  const narrowed = new FilterSql(walked ? { ...filter, [walked]: [] } : filter);
  if (walked) narrowed.and(sql`${columnOf(walked)} = one.member`);
  if (walked === 'errorCode') narrowed.and('t.error IS NOT NULL');
  const found = page(narrowed, limit, after, order);
  if (!walked) return { sql: found, parameters: narrowed.parameters };
  const members = narrowed.membersSql(walked, membersOf(filter, walked));
  return {
    sql: sql`
      SELECT t.* FROM (${members}) AS one CROSS JOIN LATERAL (${found}) AS t ${orderSql(order).orderBy}
      LIMIT ${Number(limit)}`,
    parameters: narrowed.parameters,
  };
}

/**
 * Each as itself: the planner knows the partial indexes of a status only where it stands in the statement.
 */
function eachStatus(
  { status = [], ...others }: TaskFilter,
  limit: number,
  after: Position | null,
  order: TaskOrder,
): Query {
  let parameters: readonly unknown[] = [];
  const pages = [...new Set(status)].map((one) => {
    const narrowed = new FilterSql({ ...others, status: [one] }, parameters);
    const found = page(narrowed, limit, after, order);
    parameters = narrowed.parameters;
    return sql`(${found})`;
  });
  return {
    sql: sql`
      SELECT t.* FROM (${pages.join(' UNION ALL ')}) AS t ${orderSql(order).orderBy} LIMIT ${Number(limit)}`,
    parameters,
  };
}

function page(narrowed: FilterSql, limit: number, after: Position | null, order: TaskOrder): string {
  const { column, later, orderBy } = orderSql(order);
  if (isByEnd(order)) narrowed.and('t.finished_at IS NOT NULL'); // the partial index's own condition
  if (after) narrowed.and(sql`(${column}, t.id) ${later} (?, ?)`, after.at, after.id);
  return sql`
    SELECT t.id, t.created_at, t.finished_at FROM tasks t ${narrowed.where} ${orderBy}
    LIMIT ${Number(limit)}`;
}

/**
 * Whose members are walked one by one, each along its own index. Of a set as a whole the planner sees no
 * order in the index, and goes through all tasks by age; where the few that match are old, that is the whole
 * table. What narrows more is walked first, and where something else narrows enough by itself nothing is.
 */
function walkedIn(filter: TaskFilter): ColumnSet | null {
  if (filter.search || filter.tag?.length || Object.keys(filter.metadata ?? {}).length > 0) return null;
  const given = WALKED.find((set) => membersOf(filter, set).length > 0);
  return given && isWalked(given, membersOf(filter, given)) ? given : null;
}

/** What narrows most comes first. */
const WALKED = ['schedule', 'worker', 'errorCode', 'status', 'type', 'queue'] as const;

/** A worker may be given by its host and pid, which is one member and several processes. */
function isWalked(set: ColumnSet, members: readonly string[]): boolean {
  return members.length > 1 || (set === 'worker' && !isUuid(members[0] ?? ''));
}
