import { type InputProblem, pathText, type ProblemPath } from './problem-path.js';

/**
 * What a code looks like. It is stable and there are few of them: programs decide by it, and metrics count by
 * it.
 */
export const TASK_ERROR_CODE = /^[a-z][a-z0-9_]{0,63}$/;

/**
 * Why an attempt failed, thrown by handlers. Its message is shown to the client: no secrets, no prompts.
 * @throws TypeError where the code does not match TASK_ERROR_CODE
 */
export class TaskError extends Error {
  override readonly name: string = 'TaskError';
  readonly retryable: boolean;
  /** The earliest next attempt in milliseconds from now, as a provider's Retry-After asked. */
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly code: string,
    message: string,
    options: { retryable: boolean; retryAfterMs?: number; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    if (typeof code !== 'string' || !TASK_ERROR_CODE.test(code))
      throw new TypeError(badCode(code, message), { cause: options.cause });
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
  }
}

function badCode(code: unknown, message: string): string {
  return `The code of a TaskError must be 1 to 64 of a-z, 0-9 and _, beginning with a letter, not ${JSON.stringify(code)} (its message: ${message})`;
}

/** The input can never work; no other attempt is made. */
export class InvalidInput extends TaskError {
  override readonly name = 'InvalidInput';

  constructor(message: string, cause?: unknown) {
    super('invalid_input', message, { retryable: false, cause });
  }
}

/** Of one answer; whoever has more has made the same mistake many times. */
export const MOST_PROBLEMS = 100;

/** A submission is refused before it becomes a task. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';
  readonly code = 'invalid_input';

  readonly problems: readonly InputProblem[];

  /** @param all the first hundred are kept; a path may be the name of a field */
  constructor(all: readonly (InputProblem | { readonly path: string; readonly message: string })[]) {
    const problems = all
      .slice(0, MOST_PROBLEMS)
      .map(({ path, message }) => ({ path: typeof path === 'string' ? named(path) : path, message }));
    super(problems.map(messageOf).join('; '));
    this.problems = problems;
  }
}

function named(field: string): ProblemPath {
  return field === '' ? [] : [field];
}

function messageOf({ path, message }: InputProblem): string {
  return path.length > 0 ? `${pathText(path)}: ${message}` : message;
}

/** No task has this id. */
export class TaskNotFound extends Error {
  override readonly name = 'TaskNotFound';
  readonly code = 'not_found';

  constructor(readonly taskId: string) {
    super('There is no task with this id.');
  }
}

/** The task's state does not allow what was asked. */
export class TaskConflict extends Error {
  override readonly name = 'TaskConflict';
  readonly code = 'conflict';
}

/** An Idempotency-Key was sent again with another body. */
export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';
  readonly code = 'idempotency_key_reused';

  constructor() {
    super('This Idempotency-Key was used with another body. Send the same body, or another key.');
  }
}

/**
 * What was submitted under an Idempotency-Key has been deleted: there is nothing to answer with, and it is
 * not run again.
 */
export class IdempotentTaskGone extends Error {
  override readonly name = 'IdempotentTaskGone';
  readonly code = 'idempotent_task_gone';

  constructor() {
    super(
      'What was submitted with this Idempotency-Key was accepted and has been deleted since. Send another key to run it again.',
    );
  }
}

/** A type of this name is run by our own workers. */
export class TaskTypeIsBuiltIn extends Error {
  override readonly name = 'TaskTypeIsBuiltIn';
  readonly code = 'conflict';

  constructor(type: string) {
    super(`The task type "${type}" is one of the server's own; give yours another name.`);
  }
}

/** No worker has registered a type of this name. */
export class TaskTypeNotFound extends Error {
  override readonly name = 'TaskTypeNotFound';
  readonly code = 'not_found';

  constructor(type: string) {
    super(`No worker has registered a task type named "${type}".`);
  }
}

/** The task is not the caller's any more: another worker has it, or it has ended. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  readonly code = 'lease_lost';

  constructor() {
    super("The token is no longer the task's: it has ended, or was given to another worker.");
  }
}

/** A piece of text is none that comes next, and none that was written. */
export class WrongTextOffset extends Error {
  override readonly name = 'WrongTextOffset';
  readonly code = 'wrong_offset';

  constructor() {
    super('The offset is not how many bytes of text this attempt has sent so far; nothing was written.');
  }
}

/** Somebody else held the row for longer than a request may wait. */
export class TaskIsBusy extends Error {
  override readonly name = 'TaskIsBusy';
  readonly code = 'unavailable';

  constructor() {
    super('The row of the task is held by somebody else; nothing was written. Try again.');
  }
}
