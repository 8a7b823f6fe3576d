import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { deliveredBy, type TaskJob } from '@app/queue';
import { TaskRunner } from '@app/tasks';
import type { Job } from 'bullmq';
import { ConsumerErrors } from '../consumer-errors.js';
import { CONSUMER_OPTIONS } from './consumer-options.js';

/** Takes tasks from `ai_processing`. */
@Processor('ai_processing', CONSUMER_OPTIONS)
export class AiProcessingProcessor extends WorkerHost {
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
    this.errors.tell('ai_processing', error);
  }
}
