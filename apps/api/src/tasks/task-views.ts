import { Injectable } from '@nestjs/common';
import type { Task } from '@app/persistence';
import { NOTHING_WAITS, taskJson } from '@app/tasks';
import { CurrentQueueStates } from '../queues/current-queue-states.js';
import type { TaskView } from './task.view.js';

/** Tasks as clients see them. Why one waits depends on its queue: that is read once for all tasks of all answers. */
@Injectable()
export class TaskViews {
  constructor(private readonly states: CurrentQueueStates) {}

  async one(task: Task): Promise<TaskView> {
    const [view] = await this.all([task]);
    return view as TaskView;
  }

  async all(tasks: readonly Task[]): Promise<TaskView[]> {
    const states = tasks.some(({ status }) => status === 'PENDING') ? await this.states.get() : NOTHING_WAITS;
    return tasks.map((task) => taskJson(task, states));
  }
}
