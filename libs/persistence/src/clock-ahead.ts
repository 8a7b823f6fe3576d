/**
 * How far the database's clock is certainly ahead of ours, in ms (below 0: behind), from its time and ours
 * before and after it was asked. The time of the question is not known better than that: without a difference
 * for certain it is 0.
 */
export function certainlyAheadMs(database: number, before: number, after: number): number {
  return Math.max(0, database - after) + Math.min(0, database - before);
}
