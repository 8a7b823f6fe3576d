import { setTimeout as delay } from 'node:timers/promises';

/** Time as the simulation sees it, in milliseconds from some start. */
export interface Clock {
  now(): number;
  /** @throws the signal's reason where it aborts first */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  async sleep(ms, signal) {
    await delay(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
  },
};
