import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import { fromStatus } from '../task-state.js';
import { SUMMARY } from './transition.js';

/**
 * An ended task goes, and all that belongs to it goes with it by the trigger of migration 825. Answers with
 * the tasks as they were.
 */
export function remove(ids: readonly string[]): Statement {
  return [REMOVE, [ids]];
}

const REMOVE = sql`
  DELETE FROM tasks WHERE id = ANY($1::uuid[]) AND status ${fromStatus('remove')} RETURNING ${SUMMARY}`;
