/** The longest that our own doubling may come to; a provider's Retry-After may ask for more. */
const LONGEST_DELAY_MS = 10 * 60_000;
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60_000;

/**
 * When the next attempt starts, in milliseconds from now. Doubles with every attempt, with full jitter around it
 * (uniform between 0 and twice the mean), so that tasks that failed together do not come back together.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @param attempt the one that just failed, from 1
 * @param firstDelayMs the mean delay after the first attempt
 * @param retryAfterMs what the provider asked for: never sooner, and at most a tenth later
 */
export function retryDelayMs(attempt: number, firstDelayMs: number, retryAfterMs?: number, random: () => number = Math.random): number {
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS) * (1 + random() / 10);
  const mean = Math.min(firstDelayMs * 2 ** (attempt - 1), LONGEST_DELAY_MS);
  return 2 * mean * random();
}
