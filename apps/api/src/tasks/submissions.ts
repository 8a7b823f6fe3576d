import { Injectable } from '@nestjs/common';
import type { Task } from '@app/persistence';
import { type InputProblem, InputRefused, TasksService, TaskTypeRegistry } from '@app/tasks';
import { WebhookPolicy } from '@app/webhooks';
import { type ReadSubmission, readBatch, readSubmission } from './submission.reader.js';

/** From a body to accepted tasks, with every problem under the path that the client sent. */
@Injectable()
export class Submissions {
  constructor(
    private readonly tasks: TasksService,
    private readonly types: TaskTypeRegistry,
    private readonly webhooks: WebhookPolicy,
  ) {}

  /** @throws InputRefused */
  async accept(body: unknown): Promise<Task> {
    const read = this.read(body);
    if (read.problems.length > 0) throw new InputRefused(this.allProblems(read));
    try {
      return await this.tasks.submit(read.submission);
    } catch (error) {
      throw withPaths(error, read.sentPath);
    }
  }

  /** All or none. @throws InputRefused with the problems of all */
  async acceptAll(body: unknown): Promise<Task[]> {
    const all = readBatch(body).map((one) => this.read(one));
    if (all.some(({ problems }) => problems.length > 0)) {
      throw new InputRefused(all.flatMap((read, index) => this.allProblems(read).map((problem) => at(index, problem))));
    }
    try {
      return await this.tasks.submitAll(all.map(({ submission }) => submission));
    } catch (error) {
      throw withPaths(error, (path) => sentPathInBatch(all, path));
    }
  }

  private read(body: unknown): ReadSubmission {
    const read = readSubmission(body);
    const { webhook } = read.submission;
    return webhook ? { ...read, problems: [...read.problems, ...this.webhooks.problemsOf(webhook)] } : read;
  }

  /** Those of the envelope, and those of the input where it can be looked at. */
  private allProblems({ submission, problems, sentPath }: ReadSubmission): InputProblem[] {
    if (problems.some(({ path }) => path === '' || path === 'type' || path === 'input' || path.startsWith('input.'))) return [...problems];
    try {
      this.types.check(submission.type, submission.input);
      return [...problems];
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      return [...problems, ...error.problems.map(({ path, message }) => ({ path: sentPath(path), message }))];
    }
  }
}

function at(index: number, { path, message }: InputProblem): InputProblem {
  return { path: path ? `tasks.${index}.${path}` : `tasks.${index}`, message };
}

function sentPathInBatch(all: readonly ReadSubmission[], path: string): string {
  const [, index = '', rest = ''] = /^tasks\.(\d+)\.(.*)$/s.exec(path) ?? [];
  return index === '' ? path : `tasks.${index}.${all[Number(index)]?.sentPath(rest) ?? rest}`;
}

function withPaths(error: unknown, sentPath: (path: string) => string): unknown {
  if (!(error instanceof InputRefused)) return error;
  return new InputRefused(error.problems.map(({ path, message }) => ({ path: sentPath(path), message })));
}
