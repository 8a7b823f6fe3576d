import type { QueueState, QueueStates, Task } from '@app/persistence';

/** What a waiting task can wait for. Clients meet more of them in later versions. */
export const WAIT_REASONS = ['time', 'worker', 'paused', 'limit'] as const;

export type WaitReason = (typeof WAIT_REASONS)[number];

export interface WaitingFor {
  readonly reason: WaitReason;
  /** When it no longer waits for that. */
  readonly until?: string;
}

/** For tasks that do not wait, so that nothing need be known of their queues. */
export const NOTHING_WAITS: QueueStates = { queues: [], databaseAheadMs: 0 };

/**
 * Why a task has not started: null where it does not wait. Of several reasons the one that holds for longest in any case comes
 * first. A task that only waits for its turn waits for a worker, too: one that is free.
 */
export function waitingFor({ status, dueAt, queue }: Task, { databaseAheadMs, queues }: QueueStates): WaitingFor | null {
  if (status !== 'PENDING') return null;
  if (dueAt.getTime() > Date.now() + databaseAheadMs) return { reason: 'time', until: dueAt.toISOString() };
  return { reason: reasonOf(queues.find((one) => one.queue === queue)) };
}

function reasonOf(state: QueueState | undefined): WaitReason {
  if (state?.paused) return 'paused';
  return state && state.workers > 0 && state.isFull ? 'limit' : 'worker';
}
