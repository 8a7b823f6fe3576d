import { sql } from '../../sql.js';

/**
 * The attempt of a task `t` that runs. Its row is changed with that of the task, and so is locked with it:
 * every claim has made one.
 */
export const OPEN_ATTEMPT = sql`JOIN task_attempts a ON a.task_id = t.id AND a.delivery = t.delivery`;
