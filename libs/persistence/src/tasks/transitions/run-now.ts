import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import { fromStatus } from '../task-state.js';
import { statusEvent } from './follows.js';
import { transition, WHOLE } from './transition.js';

/**
 * PENDING for a later time to PENDING and due. What is due already has perhaps been dispatched: it is left
 * alone, so that no delivery of it goes out twice.
 */
export function runNow(id: string): Statement {
  return [RUN_NOW, [id]];
}

const MOVED = sql`
  moved AS (
    UPDATE tasks SET
      run_at = now_ms(), due_at = now_ms(), given_back_as = NULL, dispatched_at = NULL, updated_at = now_ms()
    WHERE id = $1 AND status ${fromStatus('runNow')}
      AND due_at > now() AND (expires_at IS NULL OR expires_at > now())
    RETURNING *
  )`;

const RUN_NOW = transition(MOVED, [statusEvent()], WHOLE);
