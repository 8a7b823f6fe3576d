import type { ProblemCode } from './problem-codes.js';

/** Right as it is, but not now: answered with Retry-After. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';

  constructor(
    readonly status: 429 | 503,
    readonly code: ProblemCode,
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}
