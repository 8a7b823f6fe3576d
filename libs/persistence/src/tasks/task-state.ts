import { sql } from '../sql.js';

/** The states of a task. PENDING is also the state of a task that waits for its next attempt. */
export const TASK_STATUSES = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;

export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Why a task changes its state; docs/state-machine.md draws the same table. */
export type Transition = keyof typeof TRANSITIONS;

interface Edge {
  /** None where the task comes to be. */
  readonly from: readonly TaskStatus[];
  /** None where it is gone. */
  readonly to: readonly TaskStatus[];
}

const TABLE = {
  accept: { from: [], to: ['PENDING'] },
  claim: { from: ['PENDING'], to: ['PROCESSING'] },
  complete: { from: ['PROCESSING'], to: ['COMPLETED', 'CANCELLED'] },
  fail: { from: ['PROCESSING'], to: ['FAILED', 'CANCELLED'] },
  retry: { from: ['PROCESSING'], to: ['PENDING', 'CANCELLED'] },
  release: { from: ['PROCESSING'], to: ['PENDING', 'CANCELLED'] },
  /** Its worker has stopped it, as a cancel was asked for. */
  stop: { from: ['PROCESSING'], to: ['CANCELLED'] },
  reclaim: { from: ['PROCESSING'], to: ['PENDING', 'FAILED', 'CANCELLED'] },
  cancel: { from: ['PENDING', 'PROCESSING'], to: ['CANCELLED', 'PROCESSING'] },
  /** Its worker did not stop it in time. */
  forceCancel: { from: ['PROCESSING'], to: ['CANCELLED'] },
  expire: { from: ['PENDING'], to: ['FAILED'] },
  retryByHand: { from: ['FAILED', 'CANCELLED'], to: ['PENDING'] },
  runNow: { from: ['PENDING'], to: ['PENDING'] },
  remove: { from: ['COMPLETED', 'FAILED', 'CANCELLED'], to: [] },
} as const satisfies Record<string, Edge>;

/** From where and to where each transition may lead. The conditions of the statements are made from it. */
export const TRANSITIONS: Readonly<Record<keyof typeof TABLE, Edge>> = TABLE;

const ENDED: ReadonlySet<TaskStatus> = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);

/** An ended task changes only when a person retries or deletes it. */
export function hasEnded(status: TaskStatus): boolean {
  return ENDED.has(status);
}

/** The condition that a row's status allows a transition, in SQL. */
export function fromStatus(transition: Transition): string {
  return sql`IN (${TRANSITIONS[transition].from.map((status) => `'${status}'`).join(', ')})`;
}
