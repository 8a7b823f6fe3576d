import type { EntityManager } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';

interface Part {
  readonly from: string;
  readonly taskId: string;
  readonly lock: 'UPDATE' | 'NO KEY UPDATE';
}

const ofTask = (table: string): Part => ({
  from: sql`${table} AS part`,
  taskId: 'part.task_id',
  lock: 'UPDATE',
});

/**
 * What goes with a task: most of it by the trigger of migration 825. A file is marked when a reference to it
 * goes.
 */
const PARTS: readonly Part[] = [
  ...['task_attempts', 'task_events', 'task_search', 'task_logs', 'task_texts'].map(ofTask),
  ...['task_webhooks', 'webhook_deliveries', 'file_references'].map(ofTask),
  {
    from: 'webhook_deliveries d JOIN webhook_attempts AS part ON part.delivery_id = d.id',
    taskId: 'd.task_id',
    lock: 'UPDATE',
  },
  {
    from: 'file_references r JOIN files AS part ON part.id = r.file_id',
    taskId: 'r.task_id',
    lock: 'NO KEY UPDATE',
  },
];

/**
 * Locks all parts of tasks that are to be removed.
 * @param ids of tasks whose own rows the caller has locked
 * @returns those of which somebody else holds no part: their removal waits for nobody
 */
export async function withoutHeldParts(ids: readonly string[], manager: EntityManager): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(manager, HELD, [ids]);
  const held = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !held.has(id));
}

/** Of each part the tasks that have more rows of it than can be locked. */
const HELD = PARTS.map(
  ({ from, taskId, lock }) => sql`
  (SELECT id FROM (
    SELECT ${taskId} AS id, 1 AS there, 0 AS locked FROM ${from} WHERE ${taskId} = ANY($1::uuid[])
    UNION ALL
    SELECT * FROM (
      SELECT ${taskId}, 0, 1 FROM ${from} WHERE ${taskId} = ANY($1::uuid[])
      FOR ${lock} OF part SKIP LOCKED) AS free
  ) AS rows GROUP BY id HAVING sum(there) > sum(locked))`,
).join(' UNION ALL ');
