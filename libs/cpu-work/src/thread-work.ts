/** What work in a thread gets besides its input. */
export interface ThreadContext {
  /**
   * Aborts when the task is to stop. Work that does not look at it is ended with its thread a second later.
   */
  readonly signal: AbortSignal;
  /** @param percent 0 to 100, as for a handler */
  readonly progress: (percent: number, message?: string) => void;
  /** Writes to the log of the process, with the task's id. No content of inputs. */
  readonly log: (level: ThreadLogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;
}

export type ThreadLogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * The default export of a `.thread` file. Input and output are copied as `structuredClone` does. An error
 * whose `name` is `UnusableInput` says that the input can never work: it becomes InvalidInput with the same
 * message, which the client sees. By name, because a thread should load no library of the product only for a
 * class.
 */
export type ThreadWork<Input, Output> = (input: Input, context: ThreadContext) => Output | Promise<Output>;
