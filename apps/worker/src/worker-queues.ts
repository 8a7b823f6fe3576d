import { type Configuration, ConfigurationError } from '@app/config';
import { queueNames } from '@app/tasks';

/** The token under which Nest injects the queues that this worker takes. */
export const WORKER_QUEUES = Symbol('worker queues');

/** @throws ConfigurationError where a queue is not known */
export function queuesOf(configuration: Configuration): readonly string[] {
  const known = queueNames();
  const wanted = configuration.worker.queues ?? known;
  const unknown = wanted.filter((queue) => !known.includes(queue));
  if (unknown.length > 0)
    throw new ConfigurationError([`QUEUES: names an unknown queue; known are ${known.join(', ')}`]);
  return wanted;
}
