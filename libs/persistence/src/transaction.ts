import type { EntityManager } from 'typeorm';

/** A process that vanishes inside a transaction holds its locks for no longer. */
const LONGEST_IDLE_MS = 30_000;
/** Somebody else's lock stops a batch of background work for no longer; it is tried again. */
const LONGEST_LOCK_WAIT_MS = 5_000;

/** A transaction of several statements. Its limits are its own: behind a pooler a connection's settings would reach others. */
export function inTransaction<Value>(manager: EntityManager, work: (manager: EntityManager) => Promise<Value>): Promise<Value> {
  return manager.transaction(async (own) => {
    await own.query(LIMITS, [`${LONGEST_IDLE_MS}`, `${LONGEST_LOCK_WAIT_MS}`]);
    return work(own);
  });
}

const LIMITS = `SELECT set_config('idle_in_transaction_session_timeout', $1, true), set_config('lock_timeout', $2, true)`;
