import type { QueueCounts, QueueSettings } from '@app/persistence';

/**
 * How many slots of workers a queue could use now: for the tasks that run, and for those that may start. What
 * scales workers by this starts none for a queue that is paused or at its limit.
 * @param settings absent where nobody ever set anything
 */
export function demandOf(
  { waiting, active }: Pick<QueueCounts, 'waiting' | 'active'>,
  settings?: Pick<QueueSettings, 'paused' | 'concurrency'>,
): number {
  if (settings?.paused) return active;
  return Math.max(active, Math.min(active + waiting, settings?.concurrency ?? Infinity));
}
