import { getQueueToken } from '@nestjs/bullmq';
import type { FactoryProvider } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { TaskJob } from './task-job.js';

/** The token under which Nest injects BullMQ's queues by their names. */
export const PRODUCERS = Symbol('producers');

export type Producers = ReadonlyMap<string, Queue<TaskJob>>;

export function producersOf(names: readonly string[]): FactoryProvider<Producers> {
  return {
    provide: PRODUCERS,
    inject: names.map((name) => getQueueToken(name)),
    useFactory: (...queues: Queue<TaskJob>[]) => new Map(queues.map((queue) => [queue.name, queue])),
  };
}
