/** The states of a task. PENDING is also the state of a task that waits for its next attempt. */
export const TASK_STATUSES = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;

export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Why a task changes its state; docs/state-machine.md draws the same table. */
export type Transition = 'claim' | 'complete' | 'fail' | 'retry' | 'release' | 'reclaim' | 'cancel' | 'expire' | 'retryByHand' | 'runNow';

/** From where and to where each transition may lead. The SQL of the repositories has these as its conditions. */
export const TRANSITIONS: Readonly<Record<Transition, { from: readonly TaskStatus[]; to: readonly TaskStatus[] }>> = {
  claim: { from: ['PENDING'], to: ['PROCESSING'] },
  complete: { from: ['PROCESSING'], to: ['COMPLETED', 'CANCELLED'] },
  fail: { from: ['PROCESSING'], to: ['FAILED', 'CANCELLED'] },
  retry: { from: ['PROCESSING'], to: ['PENDING', 'CANCELLED'] },
  release: { from: ['PROCESSING'], to: ['PENDING', 'CANCELLED'] },
  reclaim: { from: ['PROCESSING'], to: ['PENDING', 'FAILED', 'CANCELLED'] },
  cancel: { from: ['PENDING', 'PROCESSING'], to: ['CANCELLED', 'PROCESSING'] },
  expire: { from: ['PENDING'], to: ['FAILED'] },
  retryByHand: { from: ['FAILED', 'CANCELLED'], to: ['PENDING'] },
  runNow: { from: ['PENDING'], to: ['PENDING'] },
};

const ENDED: ReadonlySet<TaskStatus> = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);

/** An ended task changes only when a person retries or deletes it. */
export function hasEnded(status: TaskStatus): boolean {
  return ENDED.has(status);
}

/** Whether the table knows a way from one state to another. */
export function mayChange(from: TaskStatus, to: TaskStatus): boolean {
  return Object.values(TRANSITIONS).some((edge) => edge.from.includes(from) && edge.to.includes(to));
}
