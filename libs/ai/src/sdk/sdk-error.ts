import { types } from 'node:util';
import { APICallError, InvalidArgumentError, InvalidPromptError, UnsupportedFunctionalityError } from 'ai';
import { connectionError, errorOfFrame, errorOfResponse, rejected } from '../failure/provider-failures.js';
import { retryAfterMs } from '../failure/retry-after.js';
import { ProviderError } from '../provider-error.js';

/**
 * What the AI SDK threw, or put into its stream, as our error: without the request and the response that it
 * carries along.
 */
export function providerErrorFrom(provider: string, error: unknown): ProviderError {
  const own = ownErrorIn(error);
  if (own) return own;
  if (isRefusedBySdk(error))
    return rejected(provider, 'did not accept the request: check the model and the provider options');
  if (APICallError.isInstance(error) && isFailure(error.statusCode)) {
    return errorOfResponse(provider, error.statusCode, error.data, retryAfterMs(error.responseHeaders));
  }
  return types.isNativeError(error) ? connectionError(provider, error) : errorOfFrame(provider, error);
}

/** The SDK wraps what its `fetch` throws. */
function ownErrorIn(error: unknown, depth = 0): ProviderError | undefined {
  if (error instanceof ProviderError) return error;
  return types.isNativeError(error) && depth < 8 ? ownErrorIn(error.cause, depth + 1) : undefined;
}

function isRefusedBySdk(error: unknown): boolean {
  return (
    InvalidArgumentError.isInstance(error) ||
    InvalidPromptError.isInstance(error) ||
    UnsupportedFunctionalityError.isInstance(error)
  );
}

/** A stream that breaks off carries the status with which it began, such as 200. */
function isFailure(status: number | undefined): status is number {
  return status !== undefined && (status < 200 || status > 299);
}
