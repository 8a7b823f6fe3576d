import type { TaskStatus } from '../task-state.js';

/** A task as a transition left it, as far as others must know of it. */
export interface Moved {
  readonly id: string;
  readonly type: string;
  readonly queue: string;
  readonly status: TaskStatus;
}
