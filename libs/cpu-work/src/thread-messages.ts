import type { MessagePort } from 'node:worker_threads';
import type { ThreadLogLevel } from './thread-work.js';

/** What a thread is asked to do. */
export interface ThreadOrder {
  readonly href: string;
  readonly input: unknown;
  readonly port: MessagePort;
}

/** What a thread says while it works. */
export type ThreadMessage =
  | { readonly kind: 'progress'; readonly percent: number; readonly message: string | undefined }
  | {
      readonly kind: 'log';
      readonly level: ThreadLogLevel;
      readonly message: string;
      readonly fields: Readonly<Record<string, unknown>>;
    };

/** What a thread ends with. Classes do not survive the way between threads, so errors are described. */
export type ThreadAnswer =
  | { readonly kind: 'output'; readonly output: unknown }
  | { readonly kind: 'unusable'; readonly message: string }
  | { readonly kind: 'error'; readonly error: ThreadError };

/** An error on its way out of a thread. */
export interface ThreadError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly cause?: ThreadError | undefined;
}
