const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60_000;

/**
 * When a delivery is tried again, in milliseconds from now: never sooner than the schedule says, and up to a
 * fifth later, so that deliveries that failed together do not come back together.
 * @param retries tries that have failed before this one
 * @param retryAfter the header of the answer (RFC 9110, section 10.2.3): it can put the next try off, at most
 *   for a day
 * @returns null where the schedule is at its end
 */
export function nextTryInMs(
  delaysMs: readonly number[],
  retries: number,
  retryAfter: string | undefined,
  { random = Math.random, now = Date.now } = {},
): number | null {
  const delayMs = delaysMs[retries];
  if (delayMs === undefined) return null;
  const askedMs = Math.min(retryAfterMs(retryAfter, now()), LONGEST_RETRY_AFTER_MS);
  return Math.max(delayMs, askedMs) * (1 + random() / 5);
}

/** What a Retry-After asks for, as seconds or as a date; 0 where it asks for nothing that can be read. */
export function retryAfterMs(header: string | undefined, now: number): number {
  if (!header) return 0;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return waitMs > 0 ? waitMs : 0; // 0 for NaN, too
}
