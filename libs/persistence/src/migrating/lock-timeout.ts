/**
 * How long a change of a table waits for its lock. Whoever comes after it waits behind it, readers too, so it
 * is short. But it is longer than PostgreSQL's deadlock_timeout (1 s), after which an autovacuum that is in
 * the way is ended.
 */
export const LOCK_TIMEOUT_MS = 1_500;
