import type { Moved, Transition } from '@app/persistence';

/** A task that a transition has changed, as it now is. */
export interface Change extends Moved {
  readonly transition: Transition;
  /** Of the error that the attempt or the task ended with, where it is one. */
  readonly code?: string | undefined;
}

export function changesBy(transition: Transition, tasks: readonly Moved[], code?: string): Change[] {
  return tasks.map(({ id, type, queue, status }) => ({ id, type, queue, status, transition, code }));
}
