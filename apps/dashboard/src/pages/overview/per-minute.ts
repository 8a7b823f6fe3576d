const MINUTE_MS = 60_000;

/**
 * How many a minute, in a step that begins at `at`, when it is `to`. The last step is not over: its rate is
 * that of the minutes that have passed of it. Of less than one there is none: it would be a guess.
 */
export function perMinute(count: number, at: string, to: string, stepSeconds: number): number | null {
  const passedMs = Math.min(stepSeconds * 1_000, Date.parse(to) - Date.parse(at));
  return passedMs < MINUTE_MS ? null : Math.round((count * 10 * MINUTE_MS) / passedMs) / 10;
}
