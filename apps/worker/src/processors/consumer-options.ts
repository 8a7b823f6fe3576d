import type { WorkerOptions } from 'bullmq';

/**
 * How BullMQ takes jobs for us. It starts when the whole application stands, and a job that stalls is always
 * given to another worker: whether its task may run again is decided by the task's row.
 */
export const CONSUMER_OPTIONS: Omit<WorkerOptions, 'connection'> = {
  autorun: false,
  concurrency: 1,
  lockDuration: 30_000,
  stalledInterval: 15_000,
  maxStalledCount: 1_000_000_000, // as much as the column of the PostgreSQL backend holds
  drainDelay: 5,
  runRetryDelay: 1_000, // after a lost connection
};
