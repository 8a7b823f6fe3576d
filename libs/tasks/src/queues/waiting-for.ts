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
 * Why a task has not started: null where it does not wait. Of several reasons the one that holds for longest
 * in any case comes first. A task that only waits for its turn waits for a worker, too: one that is free.
 */
export function waitingFor(task: Task, { databaseAheadMs, queues }: QueueStates): WaitingFor | null {
  if (task.status !== 'PENDING') return null;
  const due = dueAt(task);
  if (due.getTime() > Date.now() + databaseAheadMs) return { reason: 'time', until: due.toISOString() };
  return {
    reason: reasonOf(
      task.type,
      queues.find(({ queue }) => queue === task.queue),
    ),
  };
}

/** When it may run: a task that workers gave back is only tried later. */
function dueAt({ dueAt: next, delivery, givenBackAs, firstDueAt }: Task): Date {
  return (givenBackAs === delivery && firstDueAt) || next;
}

function reasonOf(type: string, state: QueueState | undefined): WaitReason {
  if (state?.paused) return 'paused';
  if (!state || !state.workers || (state.types && !state.types.includes(type))) return 'worker';
  return state.isFull ? 'limit' : 'worker';
}
