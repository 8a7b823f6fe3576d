import { AsyncLocalStorage } from 'node:async_hooks';

const limits = new AsyncLocalStorage<number>();

/**
 * Statements of this work wait so long for an answer, in milliseconds, instead of the limit of their pool.
 */
export function answeredWithin<Value>(limitMs: number, work: () => Promise<Value>): Promise<Value> {
  return limits.run(limitMs, work);
}

/** What holds for a statement that is sent now; null where the limit of its pool does. */
export function ownAnswerLimit(): number | null {
  return limits.getStore() ?? null;
}
