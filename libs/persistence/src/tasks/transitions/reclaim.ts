import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import { fromStatus } from '../task-state.js';
import { attemptClosed, endEvents, statusEvent } from './follows.js';
import { OPEN_ATTEMPT } from './open-attempt.js';
import { storedError } from './stored-error.js';
import { transition } from './transition.js';

/**
 * PROCESSING with an expired lease, of which its worker says nothing elsewhere, to PENDING, or to FAILED
 * `worker_lost` where no attempt is left, or to CANCELLED where that was asked for.
 */
export function reclaim(limit: number): Statement {
  return [RECLAIM, [limit]];
}

const WORKER_LOST = storedError('worker_lost', 'The worker that ran this attempt stopped answering.', true);

const IS_CANCELLED = 't.cancel_requested_at IS NOT NULL';
const IS_LAST = 't.attempts_made >= t.attempts_max';

const MOVED = sql`
  lost AS (
    SELECT t.id FROM tasks t ${OPEN_ATTEMPT}
    WHERE t.status ${fromStatus('reclaim')} AND t.lease_expires_at < now()
      AND NOT EXISTS (SELECT FROM busy_leases WHERE token = t.lease_token AND until > clock_timestamp())
    ORDER BY t.lease_expires_at LIMIT $1 FOR UPDATE OF t, a SKIP LOCKED
  ), moved AS (
    UPDATE tasks t SET
      status = CASE WHEN ${IS_CANCELLED} THEN 'CANCELLED' WHEN ${IS_LAST} THEN 'FAILED' ELSE 'PENDING' END,
      error = CASE WHEN NOT (${IS_CANCELLED}) THEN ${WORKER_LOST} END,
      finished_at = CASE WHEN ${IS_CANCELLED} OR ${IS_LAST} THEN now_ms() END,
      due_at = now_ms(), updated_at = now_ms(), lease_token = NULL, lease_expires_at = NULL,
      dispatched_at = NULL
    FROM lost WHERE t.id = lost.id
    RETURNING t.*, 'lost' AS outcome, ${WORKER_LOST} AS attempt_error
  )`;

const RECLAIM = transition(MOVED, [attemptClosed(), statusEvent(), endEvents()]);
