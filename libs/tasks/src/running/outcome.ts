import type { Settlement, StoredError } from '@app/persistence';
import { TaskError } from '../errors.js';
import { retryDelayMs } from '../retry-policy.js';
import { searchTextOf, storableText } from '../storable.js';
import { storableResult } from './result-json.js';
import type { RunningTask } from './running-task.js';
import { TaskStopped } from './stop-reason.js';

/** Of an error's message and code, in characters. */
const LONGEST_MESSAGE = 10_000;
const LONGEST_CODE = 100;

/**
 * What a handler's result comes to.
 * @param maxBytes of its JSON
 * @throws TaskError where it can't be stored
 */
export function completed(running: RunningTask, result: unknown, maxBytes: number): Settlement {
  const { value, bytes } = storableResult(result, maxBytes);
  return { kind: 'complete', result: value, size: bytes, usage: running.usage, searchText: searchTextOf(value) };
}

/**
 * What a handler's error comes to: only here is decided whether a task fails, is retried, cancelled or released.
 * @param firstDelayMs the task type's mean delay before the first retry
 * @returns null where the lease is lost and there is nothing to say
 */
export function failed(running: RunningTask, error: unknown, firstDelayMs: number): Settlement | null {
  switch (running.stopReason) {
    case 'cancel':
      return { kind: 'cancel' };
    case 'drain':
      return { kind: 'release' };
    case 'lease_lost':
      return null;
    case 'timeout':
      return retryOrFail(running, timedOut(running), firstDelayMs);
    case 'too_large':
      return retryOrFail(running, running.refusal ?? taskErrorFrom(error), firstDelayMs);
    case null:
      return retryOrFail(running, taskErrorFrom(error), firstDelayMs);
  }
}

function retryOrFail(running: RunningTask, error: TaskError, firstDelayMs: number): Settlement {
  const { attemptsMade, attemptsMax } = running.task;
  const stored = storedError(error, attemptsMade);
  if (!error.retryable || attemptsMade >= attemptsMax) return { kind: 'fail', error: stored, usage: running.usage };
  const delayMs = retryDelayMs(attemptsMade, firstDelayMs, error.retryAfterMs);
  return { kind: 'retry', error: stored, delayMs, usage: running.usage };
}

function storedError({ code, message, retryable }: TaskError, attempt: number): StoredError {
  const text = (value: unknown, longest: number): string => storableText(String(value).slice(0, longest));
  return { code: text(code, LONGEST_CODE), message: text(message, LONGEST_MESSAGE), retryable: Boolean(retryable), attempt };
}

function timedOut({ task }: RunningTask): TaskError {
  return new TaskError('timeout', `The attempt did not finish within ${task.timeoutMs} ms.`, {
    retryable: true,
    cause: new TaskStopped('timeout'),
  });
}

/** An error that no handler meant for the client is told by its class only: its text may hold a prompt or a secret. */
function taskErrorFrom(error: unknown): TaskError {
  if (error instanceof TaskError) return error;
  const name = error instanceof Error ? error.name : typeof error;
  return new TaskError('internal', `The handler failed unexpectedly (${name}).`, { retryable: true, cause: error });
}
