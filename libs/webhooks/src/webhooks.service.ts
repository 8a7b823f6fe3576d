import { Injectable } from '@nestjs/common';
import { type WebhookAttempt, WebhookRepository } from '@app/persistence';
import { TaskConflict, TasksService } from '@app/tasks';

/** What clients can ask of the webhooks of a task. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly tasks: TasksService,
  ) {}

  /** @throws TaskNotFound */
  async attemptsOf(taskId: string): Promise<WebhookAttempt[]> {
    const attempts = await this.webhooks.attemptsOf(taskId);
    if (attempts.length === 0) await this.tasks.get(taskId);
    return attempts;
  }

  /**
   * Sends the last event of a task again, or for the first time, now.
   * @throws TaskNotFound, or TaskConflict where there is none
   */
  async redeliver(taskId: string): Promise<void> {
    if (await this.webhooks.redeliver(taskId)) return;
    const { status } = await this.tasks.get(taskId);
    if (!(await this.webhooks.isWanted(taskId))) throw new TaskConflict('The task has no webhook.');
    throw new TaskConflict(`The task is ${status}, and there is no event of its webhook to send yet.`);
  }
}
