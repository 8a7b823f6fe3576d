import { untilFree } from '@app/deadline';
import type { Busy } from '@app/persistence';
import { TaskIsBusy } from '../errors.js';

/** A request does not wait for longer. */
const LIMIT_MS = 1_000;

/**
 * Asks again while the row of the task is busy.
 * @throws TaskIsBusy where it stays so
 */
export async function whenFree<Answer>(ask: () => Promise<Answer | Busy>): Promise<Answer> {
  const answer = await untilFree(ask, { limitMs: LIMIT_MS });
  if (answer === 'busy') throw new TaskIsBusy();
  return answer;
}
