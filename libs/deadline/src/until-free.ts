import { setTimeout as delay } from 'node:timers/promises';

/** Our own statements hold a row for milliseconds. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;

/** How long to go on asking; without an end by default. */
export interface BusyLimit {
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Asks for what somebody else may hold, again and again with growing pauses, rather than wait for it with a
 * connection.
 * @returns busy where it still was when asked for the last time, at the limit or after the signal
 */
export async function untilFree<Answer>(
  ask: () => Promise<Answer | 'busy'>,
  { limitMs = Infinity, signal }: BusyLimit,
): Promise<Answer | 'busy'> {
  const endMs = performance.now() + limitMs;
  let isLast = signal?.aborted ?? false;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const answer = await ask();
    if (answer !== 'busy' || isLast) return answer;
    const leftMs = Math.max(0, endMs - performance.now());
    isLast = leftMs <= pauseMs;
    await delay(Math.min(pauseMs, leftMs), undefined, { signal }).catch(() => (isLast = true));
  }
}
