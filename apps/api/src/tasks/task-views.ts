import { Injectable } from '@nestjs/common';
import type { ListedTask, QueueStates, Task } from '@app/persistence';
import { listedTaskJson, NOTHING_WAITS, taskJson } from '@app/tasks';
import { CurrentQueueStates } from '../queues/current-queue-states.js';
import type { TaskView } from './task.view.js';

/**
 * Tasks as clients see them. Why one waits depends on its queue: that is read once for all tasks of all
 * answers.
 */
@Injectable()
export class TaskViews {
  constructor(private readonly states: CurrentQueueStates) {}

  async one(task: Task): Promise<TaskView> {
    return taskJson(task, await this.statesFor([task]));
  }

  /** As a list shows them: long inputs and results shortened. */
  async listed(tasks: readonly (Task | ListedTask)[]): Promise<TaskView[]> {
    const states = await this.statesFor(tasks);
    return tasks.map((task) => listedTaskJson(task, states));
  }

  private async statesFor(tasks: readonly Task[]): Promise<QueueStates> {
    return tasks.some(({ status }) => status === 'PENDING') ? this.states.get() : NOTHING_WAITS;
  }
}
