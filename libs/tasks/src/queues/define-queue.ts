/** A queue of tasks. Types of one queue share workers. */
export interface QueueDefinition {
  /** Lower-case letters, digits, `_` and `-`, a letter first; at most 63. */
  readonly name: string;
}

/** The broker builds its keys of it, on Redis and in PostgreSQL. */
export const QUEUE_NAME = /^[a-z][a-z0-9_-]{0,62}$/;

const defined = new Map<string, QueueDefinition>();

/**
 * Makes a queue known. Call it when a file is loaded that the task types load; a task type then names the
 * queue.
 * @throws where its name can't be used
 */
export function defineQueue(definition: QueueDefinition): QueueDefinition {
  const { name } = definition;
  if (!QUEUE_NAME.test(name))
    throw new Error(
      `A queue can't be named "${name}": use lower-case letters, digits, _ and -, a letter first.`,
    );
  defined.set(name, definition);
  return definition;
}

/** The names of all queues, in alphabetical order. They are complete when the task types are loaded. */
export function queueNames(): string[] {
  return [...defined.keys()].sort();
}
