import { type Configuration, ConfigurationError } from '@app/config';
import { type QueueName, QUEUES } from '@app/queue';

/** The token under which Nest injects the queues that this worker takes. */
export const WORKER_QUEUES = Symbol('worker queues');

/** @throws ConfigurationError where a queue is not known */
export function queuesOf(configuration: Configuration): readonly QueueName[] {
  const wanted = configuration.worker.queues ?? QUEUES;
  const unknown = wanted.filter((queue) => !QUEUES.includes(queue as QueueName));
  if (unknown.length > 0) throw new ConfigurationError([`QUEUES: names an unknown queue; known are ${QUEUES.join(', ')}`]);
  return wanted as QueueName[];
}
