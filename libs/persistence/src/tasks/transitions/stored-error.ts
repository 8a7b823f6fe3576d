import { sql } from '../../sql.js';
import type { TaskErrorCode } from '../task-error-codes.js';

/** The error of a transition that time makes, as StoredError in SQL; the task is `t`. */
export const storedError = (code: TaskErrorCode, message: string, retryable: boolean): string => sql`
      jsonb_build_object(
        'code', '${code}', 'message', '${message}', 'retryable', ${String(retryable)},
        'attempt', t.attempts_made)`;
