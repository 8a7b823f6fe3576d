import { setTimeout as delay } from 'node:timers/promises';
import type { Busy } from '@app/persistence';
import { TaskIsBusy } from '../errors.js';

/** Between two tries on a row that somebody else holds; a request does not wait for longer. */
const PAUSES_MS = [10, 40, 160, 640];

/**
 * Asks again while the row of the task is busy.
 * @throws TaskIsBusy where it stays so
 */
export async function whenFree<Answer>(ask: () => Promise<Answer | Busy>): Promise<Answer> {
  for (const pauseMs of [...PAUSES_MS, null]) {
    const answer = await ask();
    if (answer !== 'busy') return answer;
    if (pauseMs !== null) await delay(pauseMs);
  }
  throw new TaskIsBusy();
}
