import { Injectable } from '@nestjs/common';
import { isDataError, type NewTask, type SubmissionKey, type Task } from '@app/persistence';
import { TaskEngine } from '../engine/task-engine.js';
import { Batcher } from '../batching/batcher.js';
import { InputFiles } from '../input/input-files.js';
import { type AcceptedOnce, KeyedSubmissions } from './keyed-submissions.js';
import { NewTasks } from './new-tasks.js';
import type { ProblemPath } from '@app/handlers';
import type { Submission } from './submission.js';
import { SUBMISSION_GROUP, weightOf } from './submission-group.js';
import { TaskTraces } from '../task-traces.js';

interface WeighedTasks {
  readonly tasks: readonly NewTask[];
  readonly weight: number;
}

/** Where in what was sent a submission stands, by its index. */
type RootOf = (index: number) => ProblemPath;
const rootInBatch: RootOf = (index) => ['tasks', index];

/** Accepts tasks. Touches PostgreSQL only: no broker can slow an answer down. */
@Injectable()
export class SubmissionsService {
  private readonly accepting = new Batcher<WeighedTasks, Task[]>(
    (groups) => this.acceptGroups(groups),
    SUBMISSION_GROUP,
  );

  constructor(
    private readonly newTasks: NewTasks,
    private readonly inputFiles: InputFiles,
    private readonly keyed: KeyedSubmissions,
    private readonly engine: TaskEngine,
    private readonly traces: TaskTraces,
  ) {}

  /** @throws InputRefused where it would not be accepted */
  check(submission: Submission): void {
    this.newTasks.one(submission);
  }

  /**
   * Accepts a task: when this resolves, it is committed.
   * @throws InputRefused
   */
  async submit(submission: Submission): Promise<Task> {
    const [task] = await this.accept([this.newTasks.one(submission)], () => []);
    return task as Task;
  }

  /**
   * As submit, and the same key with the same body gives the first task again.
   * @throws InputRefused, IdempotencyKeyReused, IdempotentTaskGone
   */
  async submitOnce(submission: Submission, key: SubmissionKey): Promise<AcceptedOnce> {
    return this.acceptOnce([this.newTasks.one(submission)], key, () => []);
  }

  /**
   * Accepts all or none, in the order given.
   * @throws InputRefused with the problems of every submission; paths begin with `tasks.<index>`
   */
  async submitAll(submissions: readonly Submission[]): Promise<Task[]> {
    return this.accept(this.newTasks.all(submissions), rootInBatch);
  }

  /** As submitAll, and as submitOnce. */
  async submitAllOnce(submissions: readonly Submission[], key: SubmissionKey): Promise<AcceptedOnce> {
    return this.acceptOnce(this.newTasks.all(submissions), key, rootInBatch);
  }

  private accept(given: NewTask[], rootOf: RootOf): Promise<Task[]> {
    return this.traces.sending(given, (traced) => this.withFiles(traced, rootOf, () => this.write(traced)));
  }

  private acceptOnce(given: NewTask[], key: SubmissionKey, rootOf: RootOf): Promise<AcceptedOnce> {
    return this.traces.sending(given, async (traced, span) => {
      const accepted = await this.withFiles(traced, rootOf, () => this.keyed.accept(traced, key));
      if (accepted.replayed)
        span?.set({ 'task.replayed': true, 'messaging.message.id': accepted.tasks[0]?.id });
      return accepted;
    });
  }

  private async withFiles<Answer>(
    given: readonly NewTask[],
    rootOf: RootOf,
    accept: () => Promise<Answer>,
  ): Promise<Answer> {
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
    if (tasks.some(({ fileIds }) => fileIds?.length)) return this.engine.accept(tasks);
    return this.accepting.submit({ tasks, weight: weightOf(tasks) });
  }

  private async acceptGroups(groups: WeighedTasks[]): Promise<Task[][]> {
    const tasks = await this.engine.accept(groups.flatMap((group) => group.tasks));
    let from = 0;
    return groups.map(({ tasks: { length } }) => tasks.slice(from, (from += length)));
  }
}
