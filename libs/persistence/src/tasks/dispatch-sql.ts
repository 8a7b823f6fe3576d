import { sql } from '../sql.js';

/** Priorities, from the most urgent on, each with its place among the positions of its queue. */
export const LEVELS = 10;
export const LEVEL = sql`
  (SELECT level, ${LEVELS + 1} - level AS place FROM generate_series(${LEVELS}, 1, -1) AS level) AS levels`;

/** What happened before it is committed, and so can be seen, but for a statement that waits for a lock. */
export const SETTLED = sql`now() - interval '5 s'`;

/**
 * Tasks that wait for the broker, along tasks_undispatched: those before the position are with it, or gone.
 */
export const dueFrom = (position: string): string =>
  sql`status = 'PENDING' AND dispatched_at IS NULL AND due_at <= now() AND due_at >= ${position}`;

/** Tasks that the broker was given, along tasks_given. */
export const givenFrom = (position: string): string =>
  sql`status = 'PENDING' AND dispatched_at IS NOT NULL AND dispatched_at >= ${position}`;
