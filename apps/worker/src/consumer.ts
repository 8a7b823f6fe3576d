import { Worker } from 'bullmq';

const LONGEST_WAIT_SECONDS = 5;

/**
 * BullMQ's worker, which on PostgreSQL may wait an hour for a notification. One that was sent while its connection was
 * down never comes, so it looks for itself now and then.
 */
export class Consumer extends Worker {
  override get maximumBlockTimeout(): number {
    return LONGEST_WAIT_SECONDS;
  }
}
