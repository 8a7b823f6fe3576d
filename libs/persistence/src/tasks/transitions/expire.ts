import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import { fromStatus } from '../task-state.js';
import { endEvents, statusEvent } from './follows.js';
import { storedError } from './stored-error.js';
import { transition } from './transition.js';

/** PENDING to FAILED `expired`. */
export function expire(limit: number): Statement {
  return [EXPIRE, [limit]];
}

const MOVED = sql`
  late AS (
    SELECT id FROM tasks WHERE status ${fromStatus('expire')} AND expires_at <= now()
    ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), moved AS (
    UPDATE tasks t SET
      status = 'FAILED', finished_at = now_ms(), updated_at = now_ms(), dispatched_at = NULL,
      error = ${storedError('expired', 'The task was not started before it expired.', false)}
    FROM late WHERE t.id = late.id
    RETURNING t.*
  )`;

const EXPIRE = transition(MOVED, [statusEvent(), endEvents()]);
