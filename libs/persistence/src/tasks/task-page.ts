import type { EntityMetadata } from 'typeorm';
import { sql } from '../sql.js';
import { isLongSql, PAGE_BYTES, type Shortened, startSql } from './shortened.js';
import type { TaskFilter } from './task-filter.js';
import { NEWEST_FIRST, orderSql, type Position, type TaskOrder } from './task-order.js';
import { positions, type Query } from './task-positions.js';
import type { Task } from './task.entity.js';

/** What a list asks for. */
export interface PageRequest {
  /** Tasks at most. */
  readonly limit: number;
  /** Null: from the first on. */
  readonly after: Position | null;
  /** Newest first where it is not given. */
  readonly order?: TaskOrder;
  /** Whether inputs and results come whole, however long they are. */
  readonly full: boolean;
}

/** A task as a list shows it. */
export type ListedTask = Task & { readonly shortened: readonly Shortened[] };

export interface TaskPage {
  readonly tasks: readonly ListedTask[];
  /** Whether there are more after the last one. */
  readonly hasMore: boolean;
  /**
   * Where a search ended that looked at no more tasks for this page, although it found no more; else null.
   */
  readonly lookedUpTo: Position | null;
}

/** What a task has besides its input, result, metadata and error. */
const OTHER_BYTES = 1_000;

/**
 * A page, and whether there is more. What is long is shortened here, so that it does not travel, and the page
 * ends before it has too many bytes, but not before its first task. Rows are measured one after the other:
 * nothing behind the end of the page is read.
 * @param until the last task that is looked at; null for all
 */
export function pageQuery(
  metadata: EntityMetadata,
  filter: TaskFilter,
  request: PageRequest,
  until: Position | null = null,
): Query {
  const { limit, after, full, order = NEWEST_FIRST } = request;
  const { sql: found, parameters } = positions(filter, limit + 1, after, order, until);
  return {
    parameters,
    sql: sql`
      WITH RECURSIVE page AS MATERIALIZED (
        SELECT array_agg(t.id ${orderSql(order).orderBy}) AS ids FROM (${found}) AS t
      ), shown AS (
        SELECT 0 AS place, 0::bigint AS bytes, NULL::uuid AS id, NULL::jsonb AS input, NULL::jsonb AS result,
          NULL::text[] AS shortened
        UNION ALL
        SELECT shown.place + 1, shown.bytes + one.bytes, one.id, one.input, one.result, one.shortened
        FROM shown CROSS JOIN LATERAL (
          SELECT id, input, result, shortened,
            ${OTHER_BYTES} + octet_length(input::text) + coalesce(octet_length(result::text), 0)
            + octet_length(metadata::text) + coalesce(octet_length(error::text), 0) AS bytes
          FROM (${listed('t.id, t.metadata, t.error', 't.id = (SELECT ids[shown.place + 1] FROM page)', full)}
            OFFSET 0) AS t OFFSET 0
        ) AS one
        WHERE shown.place < ${Number(limit)} AND (shown.place = 0 OR shown.bytes + one.bytes <= ${PAGE_BYTES})
      )
      SELECT ${columnsOf(metadata)}, shown.input, shown.result, shown.shortened,
        (SELECT cardinality(ids) FROM page) > max(shown.place) OVER () AS "hasMore"
      FROM shown JOIN tasks t ON t.id = shown.id ORDER BY shown.place`,
  };
}

/** Tasks ($1, their ids) as a list shows them. */
export const listedSql = (metadata: EntityMetadata): string =>
  listed(columnsOf(metadata), 't.id = ANY($1::uuid[])', false);

/** Tasks with their inputs and results as a list shows them. @param columns others that are wanted */
function listed(columns: string, condition: string, full: boolean): string {
  const isLong = (column: Shortened): string => (full ? 'false' : isLongSql(`t.${column}`));
  const shown = (column: Shortened): string =>
    sql`CASE WHEN t.${column}_is_long THEN ${startSql(`t.${column}`)} ELSE t.${column} END`;
  return sql`
    SELECT ${columns}, ${shown('input')} AS input, ${shown('result')} AS result,
      array_remove(ARRAY[
        CASE WHEN t.input_is_long THEN 'input' END, CASE WHEN t.result_is_long THEN 'result' END
      ], NULL) AS shortened
    FROM (
      SELECT t.*, ${isLong('input')} AS input_is_long, ${isLong('result')} AS result_is_long FROM tasks t
      WHERE ${condition} OFFSET 0
    ) AS t`;
}

/** All columns but those that are shortened. */
function columnsOf({ columns }: EntityMetadata): string {
  const names = columns
    .map(({ databaseName }) => databaseName)
    .filter((name) => name !== 'input' && name !== 'result');
  return names.map((name) => `t."${name}"`).join(', ');
}
