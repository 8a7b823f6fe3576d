import 'reflect-metadata';
import type { Class } from './class.js';

export type TaskLogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What a handler gets besides its input. */
export interface TaskContext<Input> {
  readonly taskId: string;
  readonly input: Input;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /**
   * Equal for every delivery of a run: a worker that died and the one that goes on for it get the same.
   * Another after an attempt that a worker ended itself, and after a retry by hand. Pass it to services that
   * answer an equal call with the first answer.
   */
  readonly idempotencyKey: string;
  /**
   * Equal for all attempts until a person runs the task again: names an effect that must not come twice,
   * whatever failed.
   */
  readonly runId: string;
  /**
   * Aborts on cancel, timeout, lost lease and drain. A handler must stop soon after; what it returns then is
   * not kept.
   */
  readonly signal: AbortSignal;
  /** @param percent 0 to 100; a lower one than before is ignored. Written at most every 250 ms. */
  readonly progress: (percent: number, message?: string) => void;
  /**
   * Sends the next piece of the text that the task generates to its readers, at most 50 ms later. All pieces
   * of an attempt, joined, must be the text of its result. What it returns resolves when more may come: await
   * it where much is emitted.
   * @throws TaskError `result_too_large` where all pieces together are larger than MAX_RESULT_BYTES; the task
   *   is then stopped
   */
  readonly emit: (text: string) => Promise<void>;
  /**
   * Keeps a line with the task, for operators: 1,000 lines a task, 2 KB a line, written at most every 250 ms.
   * Never a prompt, a text that was generated, or a secret.
   */
  readonly log: TaskLog;
  /**
   * Reports tokens as soon as they are known, so that they are kept also when the attempt fails later. Calls
   * add up: give what each request to a model used. Provider and model are those of the last call.
   */
  readonly usage: (usage: TaskUsage) => void;
  /** For work that goes on elsewhere: gives the lease to whoever shall report on the task and end it. */
  readonly shareLease: () => SharedLease;
}

/** A lease that others may use, too. This worker goes on prolonging it while the handler runs. */
export interface SharedLease {
  /** What the calls of `/work/{id}/…` want. A secret: whoever has it can end the task. */
  readonly token: string;
  /**
   * Waits until somebody else has ended the attempt; meanwhile the task takes no slot of its worker. Never
   * resolves; rejects with the reason of the signal, which aborts then, and on cancel, timeout and drain.
   */
  readonly ended: () => Promise<never>;
}

/**
 * `log('asked openai')`, or with a level and fields: `log('warn', 'the answer was cut off', { tokens: 400
 * })`.
 */
export interface TaskLog {
  (message: string): void;
  (level: TaskLogLevel, message: string, fields?: object): void;
}

/** Tokens that a model used for a task. */
export interface TaskUsage {
  readonly provider: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
}

/**
 * The work of one task type. Throw a TaskError to say whether another attempt makes sense; any other error is
 * retried.
 */
export interface TaskHandler<Input extends object, Result extends object> {
  run(context: TaskContext<Input>): Promise<Result>;
  /**
   * Looks at an input that its class has found valid, before it is accepted: for what only the running system
   * knows.
   * @throws InputRefused with a path in the input and a reason; the task is then answered with a 400
   */
  check?(input: Input): void;
}

export interface TaskTypeOptions<Input extends object = object, Result extends object = object> {
  /** Such as `demo.calculation`: a namespace and a name. */
  readonly name: string;
  /** One that defineQueue has made known. */
  readonly queue: string;
  readonly description: string;
  /** A class with class-validator decorators; it also gives the JSON Schema. */
  readonly input: Class<Input>;
  /** A class with class-validator decorators, for its JSON Schema. */
  readonly result: Class<Result>;
  /** Inputs that run as they stand, shown in Swagger. */
  readonly examples: Readonly<Record<string, Input>>;
  /** All attempts, the first included. Default 4. */
  readonly maxAttempts?: number;
  /** For one attempt, in milliseconds. Default 60,000. */
  readonly timeoutMs?: number;
  /** Before the first retry, in milliseconds; it doubles with each. Default 1,000. */
  readonly retryDelayMs?: number;
}

/** Of a type that does not say otherwise, whoever runs it. */
export const TASK_TYPE_DEFAULTS = { maxAttempts: 4, timeoutMs: 60_000, retryDelayMs: 1_000 } as const;

/** Registered for all: a package of task types may bring a copy of this file. */
export const TASK_TYPE = Symbol.for('async-ai-task-runner: task type');
/** Where a handler was found: a file, and the line of its class where that is known. */
export const HANDLER_FILE = Symbol.for('async-ai-task-runner: handler file');

/** Makes a handler class a task type. It is found by this decorator; there is no other list of types. */
export function TaskType<Input extends object, Result extends object>(
  options: TaskTypeOptions<Input, Result>,
): <Handler extends Class<TaskHandler<Input, Result>>>(handler: Handler) => void {
  return (handler) => Reflect.defineMetadata(TASK_TYPE, options, handler);
}
