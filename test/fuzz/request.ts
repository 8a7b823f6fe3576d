import type { Operation } from './operations.js';

/** One name and value; a name may come more than once. */
export type Pair = readonly [string, string];

/** A request before it is written down: what the mutations work on. */
export interface Draft {
  readonly operation: Operation;
  readonly method: string;
  /** The path's segments as they go on the wire, without the first slash. */
  readonly segments: readonly string[];
  readonly query: readonly Pair[];
  readonly headers: Readonly<Record<string, string>>;
  /** A value that becomes JSON; undefined for none. */
  readonly json?: unknown;
  /** A body as it stands; it wins. */
  readonly bytes?: Buffer;
}

/** A request as it is sent. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Whether it went on when we had seen enough: a stream. */
  readonly isCut: boolean;
}
