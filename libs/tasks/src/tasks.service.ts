import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Metrics } from '@app/observability';
import {
  hasEnded,
  isDataError,
  type NewTask,
  type PageRequest,
  type StatusCount,
  type SubmissionKey,
  type Task,
  type TaskAttempt,
  type TaskFilter,
  type TaskLogPage,
  TaskLogRepository,
  type TaskPage,
  TaskQueryRepository,
  TaskRepository,
} from '@app/persistence';
import { DispatchSignal } from './dispatch-signal.js';
import { EventBell } from './events/event-bell.js';
import { InputRefused, TaskConflict, TaskNotFound } from './errors.js';
import { filesIn } from './file-id.js';
import { GroupCommit } from './group-commit.js';
import { type AcceptedOnce, KeyedSubmissions } from './keyed-submissions.js';
import { InputFiles } from './input-files.js';
import { searchTextOf, unstorablePath } from './storable.js';
import type { Submission } from './submission.js';
import { SUBMISSION_GROUP, weightOf } from './submission-group.js';
import { TaskTraces } from './task-traces.js';
import { TaskTypeRegistry } from './task-type.registry.js';

interface WeighedTasks {
  readonly tasks: readonly NewTask[];
  readonly weight: number;
}

/** Where in what was sent a submission stands, by its index. */
type RootOf = (index: number) => string;
const rootInBatch: RootOf = (index) => `tasks.${index}.`;

/** Everything that a client can ask of tasks. Touches PostgreSQL only: no broker can slow an answer down. */
@Injectable()
export class TasksService {
  private readonly accepting = new GroupCommit<WeighedTasks, Task[]>((groups) => this.acceptGroups(groups), SUBMISSION_GROUP);

  constructor(
    private readonly tasks: TaskRepository,
    private readonly queries: TaskQueryRepository,
    private readonly logs: TaskLogRepository,
    private readonly keyed: KeyedSubmissions,
    private readonly types: TaskTypeRegistry,
    private readonly inputFiles: InputFiles,
    private readonly dispatch: DispatchSignal,
    private readonly bell: EventBell,
    private readonly traces: TaskTraces,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Accepts a task: when this resolves, it is committed.
   * @throws InputRefused
   */
  async submit(submission: Submission): Promise<Task> {
    const [task] = await this.accept([this.newTask(submission)], () => '');
    return task as Task;
  }

  /**
   * As submit, and the same key with the same body gives the first task again.
   * @throws InputRefused, IdempotencyKeyReused, IdempotentTaskGone
   */
  async submitOnce(submission: Submission, key: SubmissionKey): Promise<AcceptedOnce> {
    return this.acceptOnce([this.newTask(submission)], key, () => '');
  }

  /**
   * Accepts all or none, in the order given.
   * @throws InputRefused with the problems of every submission; paths begin with `tasks.<index>`
   */
  submitAll(submissions: readonly Submission[]): Promise<Task[]> {
    return this.accept(this.newTasks(submissions), rootInBatch);
  }

  /** As submitAll, and as submitOnce. */
  submitAllOnce(submissions: readonly Submission[], key: SubmissionKey): Promise<AcceptedOnce> {
    return this.acceptOnce(this.newTasks(submissions), key, rootInBatch);
  }

  /** @throws TaskNotFound */
  async get(id: string): Promise<Task> {
    const task = await this.queries.find(id);
    if (!task) throw new TaskNotFound(id);
    return task;
  }

  /** Newest first where no order is given; long inputs and results shortened, and the page cut at about 4 MiB. */
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

  /** What the handlers logged, oldest first. @param after the id of the last line that is known; 0 for all. @throws TaskNotFound */
  async logsOf(id: string, after: number): Promise<TaskLogPage> {
    await this.get(id);
    return this.logs.list(id, after);
  }

  /**
   * Stops a task; a running one stops a moment later. A cancelled task stays as it is.
   * @throws TaskNotFound, or TaskConflict where it ended otherwise
   */
  async cancel(id: string): Promise<Task> {
    const cancelled = await this.tasks.cancel(id);
    if (cancelled) {
      const { status, type } = cancelled;
      if (status === 'CANCELLED') this.metrics.finished.inc({ type, status, code: 'none' });
      this.bell.ring([id]);
      return cancelled;
    }
    const task = await this.get(id);
    if (task.status === 'CANCELLED') return task;
    if (!hasEnded(task.status)) return this.cancel(id); // it was retried between the two looks
    throw new TaskConflict(`The task is ${task.status} and can no longer be cancelled.`);
  }

  /** @throws TaskNotFound, or TaskConflict where it is neither FAILED nor CANCELLED */
  async retry(id: string): Promise<Task> {
    const retried = await this.tasks.retryByHand(id);
    if (retried) {
      this.dispatch.due(retried.queue);
      this.bell.ring([id]);
      return retried;
    }
    const { status } = await this.get(id);
    throw new TaskConflict(`The task is ${status}; only a FAILED or CANCELLED task can be retried.`);
  }

  /**
   * Makes a task due that waits for its time or its next attempt.
   * @throws TaskNotFound, or TaskConflict where it waits for neither
   */
  async runNow(id: string): Promise<Task> {
    const due = await this.tasks.runNow(id);
    if (due) {
      this.dispatch.due(due.queue);
      this.bell.ring([id]);
      return due;
    }
    const { status } = await this.get(id);
    if (status === 'PENDING') throw new TaskConflict('The task waits for no time: it is due, and starts as soon as a worker may take it.');
    throw new TaskConflict(`The task is ${status}; only a task that waits for its time or its next attempt can be started now.`);
  }

  /** @throws TaskNotFound, or TaskConflict where it has not ended */
  async remove(id: string): Promise<void> {
    if (await this.tasks.deleteEnded(id)) return;
    const { status } = await this.get(id);
    throw new TaskConflict(`The task is ${status}; cancel it first, or wait until it has ended.`);
  }

  /**
   * A submission as a task that can be accepted, all defaults filled in.
   * @throws InputRefused
   */
  newTask(submission: Submission): NewTask {
    const { input, priority = 1, runAt = null, expiresAt = null, tags = [], metadata = {} } = submission;
    const unstorable = unstorablePath({ input, tags, metadata });
    if (unstorable) throw new InputRefused([{ path: unstorable, message: 'holds a NUL character or half of a surrogate pair' }]);
    const type = this.types.check(submission.type, input);
    return {
      id: uuidv7(),
      type: type.name,
      queue: type.queue,
      input: input as object,
      priority,
      attemptsMax: submission.maxAttempts ?? type.maxAttempts,
      timeoutMs: submission.timeoutMs ?? type.timeoutMs,
      runAt,
      expiresAt,
      tags,
      metadata,
      searchText: searchTextOf([input, tags, metadata]),
      fileIds: filesIn(type.input, input as object).map(({ id }) => id),
      webhook: submission.webhook ?? null,
    };
  }

  /** Tells this process of tasks that were accepted: they are counted and dispatched at once. */
  announce(tasks: readonly Task[]): void {
    this.bell.ring([]); // nobody can follow them one by one yet
    for (const { type } of tasks) this.metrics.accepted.inc({ type });
    for (const queue of new Set(tasks.map((task) => task.queue))) this.dispatch.due(queue);
  }

  private newTasks(submissions: readonly Submission[]): NewTask[] {
    const problems: InputRefused['problems'][number][] = [];
    const given = submissions.flatMap((submission, index) => {
      try {
        return this.newTask(submission);
      } catch (error) {
        if (!(error instanceof InputRefused)) throw error;
        problems.push(...error.problems.map(({ path, message }) => ({ path: `tasks.${index}.${path}`, message })));
        return [];
      }
    });
    if (problems.length > 0) throw new InputRefused(problems);
    return given;
  }

  private async accept(given: NewTask[], rootOf: RootOf): Promise<Task[]> {
    const tasks = await this.traces.sending(given, (traced) => this.withFiles(traced, rootOf, () => this.write(traced)));
    this.announce(tasks);
    return tasks;
  }

  private async acceptOnce(given: NewTask[], key: SubmissionKey, rootOf: RootOf): Promise<AcceptedOnce> {
    const answer = await this.traces.sending(given, async (traced, span) => {
      const accepted = await this.withFiles(traced, rootOf, () => this.keyed.accept(traced, key));
      if (accepted.replayed) span?.set({ 'task.replayed': true, 'messaging.message.id': accepted.tasks[0]?.id });
      return accepted;
    });
    if (!answer.replayed) this.announce(answer.tasks);
    return answer;
  }

  private async withFiles<Answer>(given: readonly NewTask[], rootOf: RootOf, accept: () => Promise<Answer>): Promise<Answer> {
    if (!given.some(({ fileIds }) => fileIds?.length)) return accept();
    await this.inputFiles.check(given, rootOf);
    try {
      return await accept();
    } catch (error) {
      if (isDataError(error)) await this.inputFiles.check(given, rootOf); // a file went after the first look
      throw error;
    }
  }

  /** What refers to files locks them, and may have to wait: no other submission waits with it. */
  private write(tasks: readonly NewTask[]): Promise<Task[]> {
    if (tasks.some(({ fileIds }) => fileIds?.length)) return this.tasks.accept(tasks);
    return this.accepting.submit({ tasks, weight: weightOf(tasks) });
  }

  private async acceptGroups(groups: WeighedTasks[]): Promise<Task[][]> {
    const tasks = await this.tasks.accept(groups.flatMap((group) => group.tasks));
    let from = 0;
    return groups.map(({ tasks: { length } }) => tasks.slice(from, (from += length)));
  }
}
