/** Right as it is, but not now: answered with Retry-After. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';

  constructor(
    readonly status: 429 | 503,
    readonly code: string,
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}
