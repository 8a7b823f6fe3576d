import { sql } from '../sql.js';

/** Priorities, from the most urgent on, each with its place among the positions of its queue. */
export const LEVELS = 10;
export const LEVEL = sql`
  (SELECT level, ${LEVELS + 1} - level AS place FROM generate_series(${LEVELS}, 1, -1) AS level) AS levels`;

/** What happened before it is committed, and so can be seen, but for a statement that waits for a lock. */
export const SETTLED = sql`now() - interval '5 s'`;

/**
 * Tasks that wait for the broker, along tasks_undispatched: those before the position are with it, or gone,
 * or are none of its own. An index without those of workers over HTTP would be of no use to processes of
 * earlier versions; where both share a queue they are passed once, as the position moves on over them.
 */
export const dueFrom = (position: string): string =>
  sql`${FOR_BROKER} AND due_at <= now() AND due_at >= ${position}`;

/** What waits for the broker, now or later. */
export const FOR_BROKER = sql`status = 'PENDING' AND dispatched_at IS NULL AND remote IS NULL`;

/** Tasks that the broker was given, along tasks_given. */
export const givenFrom = (position: string): string =>
  sql`status = 'PENDING' AND dispatched_at IS NOT NULL AND dispatched_at >= ${position}`;
