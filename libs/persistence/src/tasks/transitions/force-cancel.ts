import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import { fromStatus } from '../task-state.js';
import { attemptClosed, endEvents, statusEvent } from './follows.js';
import { OPEN_ATTEMPT } from './open-attempt.js';
import { transition } from './transition.js';

/** PROCESSING to CANCELLED where the worker has not answered the request within the grace period. */
export function forceCancel(graceMs: number, limit: number): Statement {
  return [FORCE_CANCEL, [limit, graceMs]];
}

const MOVED = sql`
  stuck AS (
    SELECT t.id FROM tasks t ${OPEN_ATTEMPT}
    WHERE t.status ${fromStatus('forceCancel')}
      AND t.cancel_requested_at < now() - $2::float8 * interval '1 ms'
    ORDER BY t.cancel_requested_at LIMIT $1 FOR UPDATE OF t, a SKIP LOCKED
  ), moved AS (
    UPDATE tasks t SET
      status = 'CANCELLED', finished_at = now_ms(), updated_at = now_ms(), error = NULL,
      lease_token = NULL, lease_expires_at = NULL, dispatched_at = NULL
    FROM stuck WHERE t.id = stuck.id
    RETURNING t.*, 'cancelled' AS outcome, NULL::jsonb AS attempt_error
  )`;

const FORCE_CANCEL = transition(MOVED, [attemptClosed(), statusEvent(), endEvents()]);
