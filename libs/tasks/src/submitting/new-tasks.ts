import { Injectable } from '@nestjs/common';
import type { NewTask } from '@app/persistence';
import { v7 as uuidv7 } from 'uuid';
import { InputRefused, below, type InputProblem } from '@app/handlers';
import { searchTextOf, unstorablePath } from '../input/storable.js';
import type { Submission } from './submission.js';
import { PRIORITY } from './submission-limits.js';
import { TaskTypes } from '../types/task-types.js';

/** Makes of submissions tasks that can be accepted: checked, and with all defaults. */
@Injectable()
export class NewTasks {
  constructor(private readonly types: TaskTypes) {}

  /** @throws InputRefused */
  one(submission: Submission): NewTask {
    const {
      input,
      priority = PRIORITY.usual,
      runAt = null,
      expiresAt = null,
      tags = [],
      metadata = {},
    } = submission;
    const unstorable = unstorablePath({ input, tags, metadata });
    if (unstorable)
      throw new InputRefused([
        { path: unstorable, message: 'holds a NUL character or half of a surrogate pair' },
      ]);
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
      fileIds: type.filesIn(input as object).map(({ id }) => id),
      remote: type.remote,
      webhook: submission.webhook ?? null,
    };
  }

  /** @throws InputRefused with the problems of every submission; paths begin with `tasks.<index>` */
  all(submissions: readonly Submission[]): NewTask[] {
    const problems: InputProblem[] = [];
    const given = submissions.flatMap((submission, index) => {
      try {
        return this.one(submission);
      } catch (error) {
        if (!(error instanceof InputRefused)) throw error;
        problems.push(...below(['tasks', index], error.problems));
        return [];
      }
    });
    if (problems.length > 0) throw new InputRefused(problems);
    return given;
  }
}
