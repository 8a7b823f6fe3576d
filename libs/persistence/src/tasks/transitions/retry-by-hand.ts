import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import { fromStatus } from '../task-state.js';
import { statusEvent } from './follows.js';
import { SUMMARY, transition, WHOLE } from './transition.js';

/**
 * FAILED or CANCELLED to PENDING, with at least one more attempt. $1 are ids.
 * @param columns of the answer
 */
export function retryByHand(ids: readonly string[], columns: typeof WHOLE | typeof SUMMARY): Statement {
  return [columns === WHOLE ? RETRY : RETRY_MANY, [ids]];
}

const MOVED = sql`
  moved AS (
    UPDATE tasks SET
      status = 'PENDING', due_at = now_ms(), run_at = NULL, finished_at = NULL, cancel_requested_at = NULL,
      dispatched_at = NULL, delivery = delivery + 1, retries_by_hand = retries_by_hand + 1,
      attempts_max = greatest(attempts_max, attempts_made + 1), error = NULL,
      expires_at = CASE WHEN expires_at > now() THEN expires_at END,
      progress_percent = 0, progress_message = NULL, updated_at = now_ms()
    WHERE id = ANY($1::uuid[]) AND status ${fromStatus('retryByHand')}
    RETURNING *
  )`;

const RETRY = transition(MOVED, [statusEvent()], WHOLE);
const RETRY_MANY = transition(MOVED, [statusEvent()], SUMMARY);
