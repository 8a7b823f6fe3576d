import type { Type } from '@nestjs/common';
import type { WorkerHost } from '@nestjs/bullmq';
import { processorOf } from './queue.processor.js';

const made = new Map<string, Type<WorkerHost>>();

/** The processor of a queue; a worker has those of the queues that it takes. */
export function processorFor(queue: string): Type<WorkerHost> {
  const processor = made.get(queue) ?? processorOf(queue);
  made.set(queue, processor);
  return processor;
}
