import { Injectable } from '@nestjs/common';
import type { NewWebhook, SubmissionKey, Task } from '@app/persistence';
import {
  type AcceptedOnce,
  below,
  type InputProblem,
  InputRefused,
  type ProblemPath,
  SubmissionsService,
  TaskTypes,
} from '@app/tasks';
import { WebhookPolicy } from '@app/webhooks';
import { type CallersKey, hashOfBody } from './callers-key.js';
import { isJsonObject } from '@app/bodies';
import { type ReadBatch, type ReadSubmission, readSubmission } from './submission.reader.js';

/** A submission's task; replayed where an earlier submission with the same key made it. */
export interface Accepted {
  readonly task: Task;
  readonly replayed: boolean;
}

/** From what was sent to accepted tasks, with every problem under the path that the client sent. */
@Injectable()
export class Submissions {
  constructor(
    private readonly tasks: SubmissionsService,
    private readonly types: TaskTypes,
    private readonly webhooks: WebhookPolicy,
  ) {}

  /**
   * @param key under which the same body is accepted once; null where the client sent none
   * @throws InputRefused, IdempotencyKeyReused, IdempotentTaskGone
   */
  async accept(sent: ReadSubmission, key: CallersKey | null): Promise<Accepted> {
    await this.learnTypes(sent.sent);
    const read = this.withWebhook(sent);
    const { submission, problems } = read;
    if (!submission || problems.length > 0) throw new InputRefused(this.allProblems(read));
    try {
      if (!key) return { task: await this.tasks.submit(submission), replayed: false };
      const { tasks, replayed } = await this.tasks.submitOnce(submission, withHash(key, read.sent));
      return { task: tasks[0] as Task, replayed };
    } catch (error) {
      throw withPaths(error, read.sentPath);
    }
  }

  /** All or none. @throws InputRefused with the problems of all, and as accept */
  async acceptAll({ sent, ...batch }: ReadBatch, key: CallersKey | null): Promise<AcceptedOnce> {
    await this.types.learn(batch.all.flatMap((one) => typesIn(one.sent)));
    const all = batch.all.map((one) => this.withWebhook(one));
    if (all.some(({ problems }) => problems.length > 0)) {
      throw new InputRefused(all.flatMap((read, index) => below(['tasks', index], this.allProblems(read))));
    }
    const submissions = all.flatMap(({ submission }) => submission ?? []);
    try {
      if (!key) return { tasks: await this.tasks.submitAll(submissions), replayed: false };
      return await this.tasks.submitAllOnce(submissions, withHash(key, sent));
    } catch (error) {
      throw withPaths(error, (path) => sentPathInBatch(all, path));
    }
  }

  /** Types that another process may have registered a moment ago are known after it. */
  learnTypes(body: unknown): Promise<void> {
    return this.types.learn(typesIn(body));
  }

  /**
   * What a body says that is to be submitted later, and all that is wrong with it.
   * @param keptSecret the secret of its webhook where the body brings none
   */
  look(
    body: unknown,
    keptSecret: NewWebhook['secret'] = null,
  ): Pick<ReadSubmission, 'submission' | 'problems'> {
    const read = this.withWebhook(readSubmission(body), keptSecret);
    const { submission, problems } = read;
    if (!submission || problems.length > 0) return { submission, problems: this.allProblems(read) };
    try {
      this.tasks.check(submission);
      return read;
    } catch (error) {
      const refused = withPaths(error, read.sentPath);
      if (!(refused instanceof InputRefused)) throw refused;
      return { submission, problems: refused.problems };
    }
  }

  private withWebhook(read: ReadSubmission, keptSecret: NewWebhook['secret'] = null): ReadSubmission {
    const { webhook, submission } = read;
    if (!webhook || !submission) return read;
    const problems = [...read.problems, ...this.webhooks.problemsOf(webhook, keptSecret)];
    if (problems.length > 0) return { ...read, problems };
    return { ...read, submission: { ...submission, webhook: this.webhooks.sealed(webhook, keptSecret) } };
  }

  /** Those of the envelope, and those of the input where it can be looked at. */
  private allProblems({ submission, problems, sentPath }: ReadSubmission): InputProblem[] {
    if (!submission || problems.some(hidesInput)) return [...problems];
    try {
      this.types.check(submission.type, submission.input);
      return [...problems];
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      return [...problems, ...asSent(error.problems, sentPath)];
    }
  }
}

/** The type that a submission names, whatever else is wrong with it. */
function typesIn(body: unknown): string[] {
  return isJsonObject(body) && typeof body.type === 'string' ? [body.type] : [];
}

function withHash(key: CallersKey, body: unknown): SubmissionKey {
  return { ...key, bodyHash: hashOfBody(body) };
}

/** Whether the input cannot be looked at beside it, or was already. */
function hidesInput({ path: [first] }: InputProblem): boolean {
  return first === undefined || first === 'type' || first === 'input';
}

function sentPathInBatch(all: readonly ReadSubmission[], path: ProblemPath): ProblemPath {
  const [first, index, ...inside] = path;
  const read = first === 'tasks' && typeof index === 'number' ? all[index] : undefined;
  return read && index !== undefined ? ['tasks', index, ...read.sentPath(inside)] : path;
}

function withPaths(error: unknown, sentPath: ReadSubmission['sentPath']): unknown {
  return error instanceof InputRefused ? new InputRefused(asSent(error.problems, sentPath)) : error;
}

function asSent(problems: readonly InputProblem[], sentPath: ReadSubmission['sentPath']): InputProblem[] {
  return problems.map(({ path, message }) => ({ path: sentPath(path), message }));
}
