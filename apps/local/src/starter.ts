import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';

/** How the processes of one file come to be. */
export interface Starter {
  /** A process that runs the file. */
  start(file: string, options: ForkOptions): ChildProcess;
  /** The one that runs is about to end, and another will be started. */
  expect(): void;
  /** The one that runs is ready: whatever makes the next start quick can be done now. */
  prepare(file: string, options: ForkOptions): void;
  /** No other will be started. */
  stop(): void;
}

/** Each from nothing, and nothing beside it. */
export const PLAIN_STARTER: Starter = {
  start: (file, options) => fork(file, [], options),
  expect: () => undefined,
  prepare: () => undefined,
  stop: () => undefined,
};
