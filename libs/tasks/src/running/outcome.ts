import type { Settlement, StoredError, StoredUsage, Task, TaskErrorCode } from '@app/persistence';
import { retryDelayMs } from './retry-policy.js';
import { searchTextOf } from '../input/storable.js';
import type { HandlerError } from './handler-errors.js';
import { storableResult } from './result-json.js';
import type { RunningTask } from './running-task.js';

/**
 * What a handler's result comes to.
 * @param maxBytes of its JSON
 * @throws TaskError where it can't be stored
 */
export function completed(running: RunningTask, result: unknown, maxBytes: number): Settlement {
  const { value, bytes } = storableResult(result, maxBytes);
  return {
    kind: 'complete',
    result: value,
    size: bytes,
    usage: running.usage,
    searchText: searchTextOf(value),
  };
}

/**
 * What a handler's error comes to: only here is decided whether a task fails, is retried, cancelled or
 * released.
 * @param firstDelayMs the task type's mean delay before the first retry
 * @returns null where the lease is lost and there is nothing to say
 */
export function failed(running: RunningTask, error: HandlerError, firstDelayMs: number): Settlement | null {
  switch (running.stopReason) {
    case 'cancel':
      return { kind: 'cancel' };
    case 'drain':
      return { kind: 'release' };
    case 'lease_lost':
      return null;
    case 'timeout':
      return retryOrFail(running.task, timedOut(running.task), firstDelayMs, running.usage);
    case 'too_large':
      return retryOrFail(running.task, running.refusal ?? error, firstDelayMs, running.usage);
    case 'stray':
    case null:
      return retryOrFail(running.task, error, firstDelayMs, running.usage);
  }
}

/** An attempt ended with an error: another one, where there is one left and it makes sense. */
export function retryOrFail(
  task: Pick<Task, 'attemptsMade' | 'attemptsMax'>,
  told: HandlerError,
  firstDelayMs: number,
  usage: StoredUsage | null = null,
): Settlement {
  const { code, message, retryable, retryAfterMs, details } = told;
  const error: StoredError = { code, message, retryable, attempt: task.attemptsMade };
  if (!retryable || task.attemptsMade >= task.attemptsMax) return { kind: 'fail', error, details, usage };
  return {
    kind: 'retry',
    error,
    details,
    usage,
    delayMs: retryDelayMs(task.attemptsMade, firstDelayMs, retryAfterMs),
  };
}

export function timedOut({ timeoutMs }: Pick<Task, 'timeoutMs'>): HandlerError {
  return {
    code: 'timeout' satisfies TaskErrorCode,
    message: `The attempt did not finish within ${timeoutMs} ms.`,
    retryable: true,
  };
}
