import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import { fromStatus } from '../task-state.js';
import { endEvents, statusEvent } from './follows.js';
import { SUMMARY, transition, WHOLE } from './transition.js';

/**
 * PENDING to CANCELLED at once; a PROCESSING task is marked, and its worker told. $1 are ids.
 * @param columns of the answer
 */
export function cancel(ids: readonly string[], columns: typeof WHOLE | typeof SUMMARY): Statement {
  return [columns === WHOLE ? CANCEL : CANCEL_MANY, [ids]];
}

const MOVED = sql`
  held AS MATERIALIZED (
    SELECT id FROM tasks WHERE id = ANY($1::uuid[]) AND status ${fromStatus('cancel')}
    ORDER BY id FOR NO KEY UPDATE
  ), moved AS (
    UPDATE tasks SET
      status = CASE status WHEN 'PENDING' THEN 'CANCELLED' ELSE status END,
      finished_at = CASE status WHEN 'PENDING' THEN now_ms() END,
      cancel_requested_at = coalesce(cancel_requested_at, now_ms()),
      error = NULL, dispatched_at = NULL, updated_at = now_ms()
    WHERE id IN (SELECT id FROM held) AND status ${fromStatus('cancel')}
    RETURNING *
  )`;

const TOLD = sql`
  told AS (
    SELECT pg_notify('task_cancel', string_agg(id::text, ',')) FROM moved WHERE status = 'PROCESSING'
    HAVING count(*) > 0
  )`;

const ENDED = sql`ended AS (SELECT * FROM moved WHERE status = 'CANCELLED')`;

const FOLLOWS = [TOLD, ENDED, statusEvent('ended'), endEvents('ended')];

// The planner leaves out a CTE, and a join, that nobody reads: so `told` is selected at the end.
const told = (columns: string): string => sql`${columns}, (SELECT count(*) FROM told) AS told`;

const CANCEL = transition(MOVED, FOLLOWS, told(`moved.${WHOLE}`));
const CANCEL_MANY = transition(MOVED, FOLLOWS, told(SUMMARY));
