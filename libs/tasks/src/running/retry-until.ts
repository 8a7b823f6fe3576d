import { setTimeout as delay } from 'node:timers/promises';
import { isDataError, isRefusal, mayBeTooLarge } from '@app/persistence';

const LONGEST_PAUSE_MS = 2_000;

/**
 * A write that failed so often, other than by an outage, goes alone: a neighbour in its group may be the
 * reason.
 */
const TRIES_IN_A_GROUP = 3;

/** Refused alone so often, for whatever reason, it will be refused for ever. */
const TRIES_ALONE = 5;

/**
 * Does a database call until it succeeds: while PostgreSQL is away a result that was paid for is kept, not
 * thrown away.
 * @param call told whether it should write with no neighbour in its statement
 * @param onFailure told of every failure
 * @throws the call's error where PostgreSQL refuses the data, or refuses again and again, or once `giveUp`
 *   has aborted
 */
export async function retryUntil<Value>(
  call: (alone: boolean) => Promise<Value>,
  giveUp: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<Value> {
  let refusals = 0;
  let tooLarge = 0;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await call(refusals + tooLarge >= TRIES_IN_A_GROUP);
    } catch (error) {
      if (isRefusal(error)) refusals += 1;
      if (mayBeTooLarge(error)) tooLarge += 1;
      if (isDataError(error) || giveUp.aborted || refusals >= TRIES_IN_A_GROUP + TRIES_ALONE) throw error;
      onFailure(error);
    }
    // one last try after the end
    await delay(pauseMs * (0.5 + Math.random()), undefined, { signal: giveUp }).catch(() => undefined);
  }
}
