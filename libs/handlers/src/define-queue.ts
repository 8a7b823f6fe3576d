/** A queue of tasks. Types of one queue share workers. */
export interface QueueDefinition {
  /** Lower-case letters, digits, `_` and `-`, a letter first; at most 63. */
  readonly name: string;
  /** How many of its tasks a worker runs at once, 1 to 1,000; what CONCURRENCY says where it is left out. */
  readonly concurrency?: number;
}

/** The broker builds its keys of it, on Redis and in PostgreSQL. */
export const QUEUE_NAME = /^[a-z][a-z0-9_-]{0,62}$/;

const MOST_AT_ONCE = 1_000;

const defined = new Map<string, QueueDefinition>();

/**
 * Makes a queue known. Call it when a file is loaded that the task types load; a task type then names the
 * queue.
 * @throws where its name or its concurrency can't be used
 */
export function defineQueue(definition: QueueDefinition): QueueDefinition {
  const { name, concurrency = 1 } = definition;
  if (!QUEUE_NAME.test(name))
    throw new Error(
      `A queue can't be named "${name}": use lower-case letters, digits, _ and -, a letter first.`,
    );
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MOST_AT_ONCE)
    throw new Error(`The queue "${name}": concurrency must be a whole number from 1 to ${MOST_AT_ONCE}.`);
  defined.set(name, definition);
  return definition;
}

/** The names of all queues, in alphabetical order. They are complete when the task types are loaded. */
export function queueNames(): string[] {
  return [...defined.keys()].sort();
}

/** How many tasks of a queue a worker runs at once. @param otherwise where the queue does not say */
export function concurrencyOf(queue: string, otherwise: number): number {
  return defined.get(queue)?.concurrency ?? otherwise;
}
