import { sql } from '../sql.js';

/**
 * A type of workers over HTTP has become one of our own handlers: the broker brings its waiting tasks.
 * $1 are types, $2 is a limit. Answers with those that were changed.
 */
export const TAKE_OVER = sql`
  WITH waiting AS MATERIALIZED (
    SELECT id FROM tasks WHERE type = ANY($1::text[]) AND status = 'PENDING' AND remote
    LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
  )
  UPDATE tasks t SET remote = NULL FROM waiting WHERE t.id = waiting.id RETURNING t.id`;

/**
 * The other way round: no handler of ours has the type any more, and workers over HTTP have registered it.
 * What the broker holds of it is void with the new delivery.
 */
export const HAND_OVER = sql`
  WITH waiting AS MATERIALIZED (
    SELECT id FROM tasks WHERE type = $1 AND status = 'PENDING' AND remote IS NULL
    LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
  )
  UPDATE tasks t SET remote = true, dispatched_at = NULL, delivery = delivery + 1, given_back_as = NULL,
    due_at = CASE WHEN given_back_as = delivery THEN coalesce(first_due_at, due_at) ELSE due_at END
  FROM waiting WHERE t.id = waiting.id RETURNING t.id`;
