import { sql } from '../sql.js';
import type { Task } from './task.entity.js';

/**
 * The orders that an index has; a minus means the latest first. By `finishedAt` only tasks that have ended
 * are listed.
 */
export const TASK_ORDERS = ['-createdAt', 'createdAt', '-finishedAt', 'finishedAt'] as const;
export type TaskOrder = (typeof TASK_ORDERS)[number];

export const NEWEST_FIRST: TaskOrder = '-createdAt';

/** Where a page ended: the time by which its order goes, and the id, of its last task. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

export function positionOf(
  { id, createdAt, finishedAt }: Pick<Task, 'id' | 'createdAt' | 'finishedAt'>,
  order: TaskOrder,
): Position {
  return { id, at: isByEnd(order) && finishedAt ? finishedAt : createdAt };
}

interface OrderSql {
  readonly column: string;
  readonly orderBy: string;
  /** A row comparison that is true of what comes later in the order. */
  readonly later: '<' | '>';
}

export function orderSql(order: TaskOrder): OrderSql {
  const column = isByEnd(order) ? 't.finished_at' : 't.created_at';
  const [direction, later] = order.startsWith('-') ? (['DESC', '<'] as const) : (['ASC', '>'] as const);
  return { column, later, orderBy: sql`ORDER BY ${column} ${direction}, t.id ${direction}` };
}

export function isByEnd(order: TaskOrder): boolean {
  return order.endsWith('finishedAt');
}
