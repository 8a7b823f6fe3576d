import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { deliveredBy, type TaskJob } from '@app/queue';
import { TaskRunner } from '@app/tasks';
import type { Job } from 'bullmq';
import { ConsumerErrors } from '../consumer-errors.js';
import { CONSUMER_OPTIONS } from './consumer-options.js';

/** Takes tasks from `demo_tasks`. */
@Processor('demo_tasks', CONSUMER_OPTIONS)
export class DemoTasksProcessor extends WorkerHost {
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
    this.errors.tell('demo_tasks', error);
  }
}
