import { sql } from '../../sql.js';

/**
 * A transition as one statement: it changes tasks, writes what follows from it, and answers with the changed
 * tasks. All of that happens, or nothing, and nothing follows where nothing changed.
 * @param moved CTEs, the last of which is named `moved` and holds the changed tasks
 * @param follows CTEs of follows.ts
 * @param answer columns of `moved`
 */
export function transition(moved: string, follows: readonly string[], answer = SUMMARY): string {
  return sql`
  WITH ${[moved, ...follows].map((cte) => cte.trim()).join(', ')}
  SELECT ${answer} FROM moved`;
}

/** The columns of Moved. Of many tasks no more is read: their inputs and results may be of any size. */
export const SUMMARY = 'id, type, queue, status';

/** All columns of the task. */
export const WHOLE = '*';
