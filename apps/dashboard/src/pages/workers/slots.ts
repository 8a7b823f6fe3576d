import type { Worker } from '../../operation/answers';

/** How many tasks a worker can run at once: its concurrency counts for each of its queues. */
export function slotsOf({ concurrency, queues }: Pick<Worker, 'concurrency' | 'queues'>): number {
  return concurrency * queues.length;
}
