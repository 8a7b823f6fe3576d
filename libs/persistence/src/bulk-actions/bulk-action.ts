import type { TaskFilter } from '../tasks/task-filter.js';

export const BULK_ACTIONS = ['cancel', 'retry', 'delete'] as const;

export type BulkActionName = (typeof BULK_ACTIONS)[number];

export const BULK_ACTION_STATUSES = ['RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED'] as const;

/** One action on every task that a filter matches. */
export interface BulkAction {
  readonly id: string;
  readonly action: BulkActionName;
  readonly filter: TaskFilter;
  /** FAILED: its statements failed again and again, and it was given up. */
  readonly status: (typeof BULK_ACTION_STATUSES)[number];
  /** How many tasks the filter matched when it began. */
  readonly matched: number;
  readonly done: number;
  /** Tasks whose state did not allow the action. */
  readonly failed: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** What a statement reads of a bulk action. */
export const BULK_ACTION_COLUMNS =
  'id, action, filter, status, matched, done, failed, created_at AS "createdAt", finished_at AS "finishedAt"';
