import type { EntityManager } from 'typeorm';
import { sql } from './sql.js';
import { rowsOf } from './rows.js';

export interface TransactionLimits {
  /** A process that vanishes inside a transaction holds its locks for no longer. */
  readonly idleMs: number;
  /** Somebody else's lock stops a batch of background work for no longer; it is tried again. */
  readonly lockWaitMs: number;
}

export const TRANSACTION_LIMITS: TransactionLimits = { idleMs: 30_000, lockWaitMs: 5_000 };

/** A transaction of several statements. */
export function inTransaction<Value>(
  manager: EntityManager,
  work: (manager: EntityManager) => Promise<Value>,
  limits = TRANSACTION_LIMITS,
): Promise<Value> {
  return manager.transaction(async (own) => {
    await limitTransaction(own, limits);
    return work(own);
  });
}

/**
 * The limits are the transaction's own, and every one of ours has them from here: behind a pooler a
 * connection's settings would reach others, and a statement alone is never idle in its transaction.
 */
export async function limitTransaction(
  own: EntityManager,
  { idleMs, lockWaitMs } = TRANSACTION_LIMITS,
): Promise<void> {
  await rowsOf(own, SET, [`${idleMs}`, `${lockWaitMs}`]);
}

const SET = sql`
  SELECT set_config('idle_in_transaction_session_timeout', $1, true), set_config('lock_timeout', $2, true)`;
