import { setTimeout as delay } from 'node:timers/promises';
import { isDataError } from '../group-commit.js';

const LONGEST_PAUSE_MS = 2_000;

/**
 * Does a database call until it succeeds: while PostgreSQL is away a result that was paid for is kept, not thrown away.
 * @param onFailure told of every failure
 * @throws the call's error where the data itself is refused, or once `giveUp` has aborted
 */
export async function patiently<Value>(
  call: () => Promise<Value>,
  giveUp: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<Value> {
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await call();
    } catch (error) {
      if (isDataError(error) || giveUp.aborted) throw error;
      onFailure(error);
    }
    await delay(pauseMs * (0.5 + Math.random()), undefined, { signal: giveUp }).catch(() => undefined); // one last try after the end
  }
}
