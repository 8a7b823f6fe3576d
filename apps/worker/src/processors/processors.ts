import type { Type } from '@nestjs/common';
import type { WorkerHost } from '@nestjs/bullmq';
import { byQueue, type QueueName } from '@app/queue';
import { processorOf } from './queue.processor.js';

/** The processor of each queue; a worker has those of the queues that it takes. */
export const PROCESSORS: Readonly<Record<QueueName, Type<WorkerHost>>> = byQueue(processorOf);
