import type { Type } from '@nestjs/common';
import type { WorkerHost } from '@nestjs/bullmq';
import type { QueueName } from '@app/queue';
import { AiProcessingProcessor } from './ai-processing.processor.js';
import { DemoTasksProcessor } from './demo-tasks.processor.js';

/** The processor of each queue; a worker has those of the queues that it takes. */
export const PROCESSORS: Readonly<Record<QueueName, Type<WorkerHost>>> = {
  ai_processing: AiProcessingProcessor,
  demo_tasks: DemoTasksProcessor,
};
