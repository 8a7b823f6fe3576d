/** The longest that our own doubling may come to; a provider's Retry-After may ask for more. */
const LONGEST_DELAY_MS = 10 * 60_000;
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60_000;

/**
 * When the next attempt starts, in milliseconds from now. Doubles with every attempt, with full jitter around
 * it (uniform between 0 and twice the mean), so that tasks that failed together do not come back together.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @param attempt the one that just failed, from 1
 * @param firstDelayMs the mean delay after the first attempt
 * @param retryAfterMs what the provider asked for: never sooner, and at most a tenth later. It can't make an
 *   attempt start sooner than a quarter of our own mean delay: a server that says 0 to everybody would be
 *   asked again at once
 */
export function retryDelayMs(
  attempt: number,
  firstDelayMs: number,
  retryAfterMs?: number,
  random: () => number = Math.random,
): number {
  const mean = Math.min(firstDelayMs * 2 ** (attempt - 1), LONGEST_DELAY_MS);
  if (retryAfterMs === undefined || !(retryAfterMs >= 0)) return 2 * mean * random();
  const jitter = random();
  const asked = Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS) * (1 + jitter / 10);
  return Math.max(asked, (mean / 4) * (1 + jitter));
}
