import type { Task } from '@app/persistence';

type Counted = Pick<Task, 'id' | 'retriesByHand' | 'attemptsEnded'>;

/**
 * Names what one run of a handler does to the outside: equal for every delivery of the run, also to the
 * worker that goes on for one that died or stopped; another after an attempt that a worker ended itself with
 * an error, and after a retry by hand.
 */
export function idempotencyKeyOf(task: Counted): string {
  return `${task.id}:${task.retriesByHand}.${task.attemptsEnded}`;
}

/**
 * Equal for all attempts, whoever ended them, until a person runs the task again. The first is the task's id.
 */
export function runIdOf({ id, retriesByHand }: Counted): string {
  return retriesByHand === 0 ? id : `${id}.${retriesByHand}`;
}
