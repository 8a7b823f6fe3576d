import { isRefusal, type NewTask } from '@app/persistence';
import type { BatcherOptions } from '../batching/batcher.js';

/**
 * Of one statement; one submission may have more by itself. PostgreSQL holds 256 MiB in a jsonb, V8 512 MiB
 * in a string.
 */
const GROUP_BYTES = 16 * 1024 * 1024;
const GROUP_TASKS = 1_000;
const GROUP_SUBMISSIONS = 500;

/** What a submission is of one statement's room: 1 fills it. */
export function weightOf(tasks: readonly NewTask[]): number {
  const characters = tasks.reduce(
    (sum, { input, metadata }) => sum + JSON.stringify([input, metadata]).length,
    0,
  );
  return Math.max(characters / GROUP_BYTES, tasks.length / GROUP_TASKS);
}

/** How submissions are put together into statements: bounded by bytes and by tasks. */
export const SUBMISSION_GROUP: BatcherOptions<{ readonly weight: number }> = {
  limit: GROUP_SUBMISSIONS,
  weight: { of: ({ weight }) => weight, most: 1 },
  isPoisoned: isRefusal,
};
