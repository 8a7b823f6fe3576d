import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import type { Type } from '@nestjs/common';
import { deliveredBy, type TaskJob } from '@app/queue';
import { TaskRunner } from '@app/tasks';
import type { Job } from 'bullmq';
import { ConsumerErrors } from '../consumer-errors.js';
import { CONSUMER_OPTIONS } from './consumer-options.js';

/** What takes tasks from one queue: a class of its own, as Nest has one provider a class. */
export function processorOf(queue: string): Type<WorkerHost> {
  @Processor(queue, CONSUMER_OPTIONS)
  class QueueProcessor extends WorkerHost {
    constructor(
      private readonly runner: TaskRunner,
      private readonly errors: ConsumerErrors,
    ) {
      super();
    }

    process(job: Job<TaskJob>): Promise<void> {
      return this.runner.run(deliveredBy(job.id as string));
    }

    @OnWorkerEvent('error')
    onError(error: Error): void {
      this.errors.tell(queue, error);
    }
  }
  return QueueProcessor;
}
