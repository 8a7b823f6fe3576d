/**
 * `provider_rejected` and `result_too_large`: this request can never work. `provider_unavailable` and
 * `rate_limited`: later it may.
 */
export type ProviderErrorCode =
  'provider_rejected' | 'provider_unavailable' | 'rate_limited' | 'result_too_large';

const RETRYABLE: ReadonlySet<ProviderErrorCode> = new Set(['provider_unavailable', 'rate_limited']);

/**
 * A provider gave no complete answer. The message says which provider and what to do; it is shown to clients
 * and holds neither a key nor a prompt nor the provider's own words, which may repeat them. For the same
 * reason the SDK's error is not its cause.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly retryable: boolean;
  /** The earliest next attempt in milliseconds from now, as the provider asked. */
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly code: ProviderErrorCode,
    message: string,
    options: { readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.retryable = RETRYABLE.has(code);
    this.retryAfterMs = options.retryAfterMs;
  }
}
