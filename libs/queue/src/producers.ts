import { getQueueToken } from '@nestjs/bullmq';
import type { FactoryProvider } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { byQueue, type QueueName, QUEUES, type TaskJob } from './queues.js';

/** The token under which Nest injects BullMQ's queues by their names. */
export const PRODUCERS = Symbol('producers');

export type Producers = Readonly<Record<QueueName, Queue<TaskJob>>>;

export const PRODUCERS_PROVIDER: FactoryProvider<Producers> = {
  provide: PRODUCERS,
  inject: QUEUES.map((name) => getQueueToken(name)),
  useFactory: (...queues: Queue<TaskJob>[]) => byQueue((name) => queues[QUEUES.indexOf(name)] as Queue<TaskJob>),
};
