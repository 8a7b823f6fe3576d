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
