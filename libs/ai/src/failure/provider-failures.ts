import { types } from 'node:util';
import { ProviderError } from '../provider-error.js';
import { errorKindOf } from './error-kind.js';

/** Statuses below 500 after which the same request may succeed. */
const PASSING = new Set([408, 409, 425]);

/** What a status of HTTP means, whether it came as one or as the code of an error inside a stream. */
export function errorOfStatus(
  provider: string,
  status: number,
  { what, retryAfterMs }: { readonly what: string; readonly retryAfterMs?: number },
): ProviderError {
  if (status === 429) {
    return new ProviderError('rate_limited', `${provider} ${what}: too many requests, or no quota is left.`, {
      retryAfterMs,
    });
  }
  if (status >= 500 || PASSING.has(status)) {
    return new ProviderError('provider_unavailable', `${provider} ${what}. Another attempt may succeed.`, {
      retryAfterMs,
    });
  }
  return rejected(provider, `${what}: ${adviceFor(provider, status)}`);
}

/** An answer of HTTP that is no 2xx. @param frame its body, where that is JSON */
export function errorOfResponse(
  provider: string,
  status: number,
  frame: unknown,
  retryAfterMs: number | undefined,
): ProviderError {
  const { reason } = errorKindOf(frame);
  return errorOfStatus(provider, status, {
    what: `answered with HTTP ${status}${reason ? ` (${reason})` : ''}`,
    retryAfterMs,
  });
}

/**
 * An error that comes with a 200, whole or inside a stream: its code means what the status would have meant.
 */
export function errorOfFrame(provider: string, frame: unknown): ProviderError {
  const { status, reason } = errorKindOf(frame);
  return errorOfStatus(provider, status ?? 500, {
    what: `broke off with an error${reason ? ` (${reason})` : ''}`,
  });
}

export function connectionError(provider: string, error: Error): ProviderError {
  const cause = networkErrorIn(error);
  const message = cause
    ? `The connection to ${provider} failed (${cause.code}).`
    : `${provider} sent no complete answer.`;
  return new ProviderError('provider_unavailable', `${message} Another attempt may succeed.`, { cause });
}

export function brokenOff(provider: string): ProviderError {
  return unavailable(provider, 'broke off before its answer was complete');
}

export function unavailable(provider: string, what: string): ProviderError {
  return new ProviderError('provider_unavailable', `${provider} ${what}. Another attempt may succeed.`);
}

export function rejected(provider: string, what: string): ProviderError {
  return new ProviderError('provider_rejected', `${provider} ${what}.`);
}

/** @param maxBytes that a task's text may have */
export function tooMuch(provider: string, maxBytes: number): ProviderError {
  return new ProviderError(
    'result_too_large',
    `${provider} sent more than the ${maxBytes} bytes that a text may have (MAX_RESULT_BYTES). Ask for less with maxTokens.`,
  );
}

/** `OPENAI_API_KEY` of `openai`, with `API_KEY`. */
export function variableOf(provider: string, name: string): string {
  return `${provider.toUpperCase().replaceAll('-', '_')}_${name}`;
}

function adviceFor(provider: string, status: number): string {
  if (status === 401) return `check the key in ${variableOf(provider, 'API_KEY')}`;
  if (status === 402) return 'check the balance of the account';
  if (status === 403) return `check what the key in ${variableOf(provider, 'API_KEY')} may do`;
  if (status === 404) return `check the model's name and ${variableOf(provider, 'BASE_URL')}`;
  if (status === 413) return 'the prompt is too long';
  return 'check the model, the length of the prompt and the options';
}

/** The first error with a system's code, such as ECONNREFUSED, below the client's. */
function networkErrorIn(error: unknown, depth = 0): (Error & { code: string }) | undefined {
  if (!types.isNativeError(error) || depth > 8) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string'
    ? (error as Error & { code: string })
    : networkErrorIn(error.cause, depth + 1);
}
