import { Injectable } from '@nestjs/common';
import {
  hasEnded,
  type PageRequest,
  type StatusCount,
  type Task,
  type TaskAttempt,
  type TaskFilter,
  type TaskLogPage,
  TaskLogRepository,
  type TaskPage,
  TaskQueryRepository,
} from '@app/persistence';
import { TaskEngine } from './engine/task-engine.js';
import { TaskConflict, TaskNotFound } from './errors.js';

/**
 * Everything that a client can ask of tasks that were accepted. Touches PostgreSQL only: no broker can slow
 * an answer down.
 */
@Injectable()
export class TasksService {
  constructor(
    private readonly engine: TaskEngine,
    private readonly queries: TaskQueryRepository,
    private readonly logs: TaskLogRepository,
  ) {}

  /** @throws TaskNotFound */
  async get(id: string): Promise<Task> {
    const task = await this.queries.find(id);
    if (!task) throw new TaskNotFound(id);
    return task;
  }

  /**
   * Newest first where no order is given; long inputs and results shortened, and the page cut at about 4 MiB.
   */
  list(filter: TaskFilter, request: PageRequest): Promise<TaskPage> {
    return this.queries.list(filter, request);
  }

  /** How many of those that match are in which status, as far as that is quickly counted. */
  countsByStatus(filter: TaskFilter): Promise<StatusCount[]> {
    return this.queries.countsByStatus(filter);
  }

  /** @throws TaskNotFound */
  async attemptsOf(id: string): Promise<TaskAttempt[]> {
    await this.get(id);
    return this.queries.attemptsOf(id);
  }

  /**
   * What the handlers logged, oldest first.
   * @param after the id of the last line that is known; 0 for all.
   * @throws TaskNotFound
   */
  async logsOf(id: string, after: number): Promise<TaskLogPage> {
    await this.get(id);
    return this.logs.list(id, after);
  }

  /**
   * Stops a task; a running one stops a moment later. A cancelled task stays as it is.
   * @throws TaskNotFound, or TaskConflict where it ended otherwise
   */
  async cancel(id: string): Promise<Task> {
    const cancelled = await this.engine.cancel(id);
    if (cancelled) return cancelled;
    const task = await this.get(id);
    if (task.status === 'CANCELLED') return task;
    if (!hasEnded(task.status)) return this.cancel(id); // it was retried between the two looks
    throw new TaskConflict(`The task is ${task.status} and can no longer be cancelled.`);
  }

  /** @throws TaskNotFound, or TaskConflict where it is neither FAILED nor CANCELLED */
  async retry(id: string): Promise<Task> {
    const retried = await this.engine.retryByHand(id);
    if (retried) return retried;
    const { status } = await this.get(id);
    throw new TaskConflict(`The task is ${status}; only a FAILED or CANCELLED task can be retried.`);
  }

  /**
   * Makes a task due that waits for its time or its next attempt.
   * @throws TaskNotFound, or TaskConflict where it waits for neither
   */
  async runNow(id: string): Promise<Task> {
    const due = await this.engine.runNow(id);
    if (due) return due;
    const { status } = await this.get(id);
    if (status === 'PENDING')
      throw new TaskConflict(
        'The task waits for no time: it is due, and starts as soon as a worker may take it.',
      );
    throw new TaskConflict(
      `The task is ${status}; only a task that waits for its time or its next attempt can be started now.`,
    );
  }

  /** @throws TaskNotFound, or TaskConflict where it has not ended */
  async remove(id: string): Promise<void> {
    if (await this.engine.remove(id)) return;
    const { status } = await this.get(id);
    throw new TaskConflict(`The task is ${status}; cancel it first, or wait until it has ended.`);
  }
}
