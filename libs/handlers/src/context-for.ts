import { randomUUID } from 'node:crypto';
import type { TaskContext, TaskLogLevel, TaskUsage } from './task-type.js';

/** What a handler is given in a test, and what it has reported so far. */
export interface TestContext<Input> extends TaskContext<Input> {
  readonly reported: {
    readonly progress: readonly { readonly percent: number; readonly message?: string }[];
    /** All that was emitted, joined. */
    readonly text: string;
    readonly logs: readonly { readonly level: TaskLogLevel; readonly message: string }[];
    readonly usage: readonly TaskUsage[];
  };
  /** What a cancel does: aborts the signal. */
  readonly cancel: () => void;
}

/** What a test may say of the task beside its input. */
export type GivenContext = Partial<
  Pick<TaskContext<unknown>, 'taskId' | 'attempt' | 'idempotencyKey' | 'runId' | 'shareLease'>
>;

/**
 * A context for the spec of a handler.
 * @example
 * const context = contextFor({ name: 'Ada' });
 * expect(await new HelloHandler().run(context)).toEqual({ greeting: 'Hello, Ada!' });
 * expect(context.reported.progress).toEqual([{ percent: 50, message: 'thinking' }]);
 */
export function contextFor<Input extends object>(input: Input, given: GivenContext = {}): TestContext<Input> {
  const stop = new AbortController();
  const reported: Reported = { progress: [], text: '', logs: [], usage: [] };
  return {
    taskId: randomUUID(),
    attempt: 1,
    idempotencyKey: randomUUID(),
    runId: randomUUID(),
    ...given,
    input,
    signal: stop.signal,
    progress: (percent, message) => void reported.progress.push({ percent, ...(message && { message }) }),
    emit: async (text) => void (reported.text += text),
    log: (...line: [string] | [TaskLogLevel, string, object?]) => void reported.logs.push(lineOf(line)),
    usage: (usage) => void reported.usage.push(usage),
    shareLease: given.shareLease ?? (() => ({ token: randomUUID(), ended: () => until(stop.signal) })),
    reported,
    cancel: () => stop.abort(new Error('cancelled')),
  };
}

interface Reported {
  readonly progress: { percent: number; message?: string }[];
  text: string;
  readonly logs: { level: TaskLogLevel; message: string }[];
  readonly usage: TaskUsage[];
}

function lineOf(line: [string] | [TaskLogLevel, string, object?]): { level: TaskLogLevel; message: string } {
  return line.length === 1 ? { level: 'info', message: line[0] } : { level: line[0], message: line[1] };
}

function until(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
