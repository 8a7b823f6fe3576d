import { types } from 'node:util';
import { APICallError, InvalidArgumentError, InvalidPromptError, UnsupportedFunctionalityError } from 'ai';
import { ProviderError } from '../provider-error.js';
import { retryAfterMs } from './retry-after.js';

/** Statuses below 500 after which the same request may succeed. */
const PASSING = new Set([408, 409, 425]);

/** What the AI SDK threw, or put into its stream, as our error: without the request and the response that it carries along. */
export function providerErrorFrom(provider: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (isRefusedBySdk(error)) return rejected(provider, 'did not accept the request: check the model and the provider options');
  if (APICallError.isInstance(error) && isFailure(error.statusCode)) return errorOfStatus(provider, error.statusCode, error);
  if (types.isNativeError(error)) return connectionError(provider, error);
  return errorOfFrame(provider, error);
}

function isRefusedBySdk(error: unknown): boolean {
  return InvalidArgumentError.isInstance(error) || InvalidPromptError.isInstance(error) || UnsupportedFunctionalityError.isInstance(error);
}

/** A stream that breaks off carries the status with which it began, such as 200. */
function isFailure(status: number | undefined): status is number {
  return status !== undefined && (status < 200 || status > 299);
}

function errorOfStatus(provider: string, status: number, { responseHeaders, data }: APICallError): ProviderError {
  const wait = { retryAfterMs: retryAfterMs(responseHeaders) };
  const answered = `answered with HTTP ${status}${reasonIn(data)}`;
  if (status === 429) return new ProviderError('rate_limited', `${provider} ${answered}: too many requests, or no quota is left.`, wait);
  if (status >= 500 || PASSING.has(status)) {
    return new ProviderError('provider_unavailable', `${provider} ${answered}. Another attempt may succeed.`, wait);
  }
  return rejected(provider, `${answered}: ${adviceFor(provider, status)}`);
}

function adviceFor(provider: string, status: number): string {
  const variable = provider.toUpperCase().replaceAll('-', '_');
  if (status === 401) return `check the key in ${variable}_API_KEY`;
  if (status === 402) return 'check the balance of the account';
  if (status === 403) return `check what the key in ${variable}_API_KEY may do`;
  if (status === 404) return `check the model's name and ${variable}_BASE_URL`;
  if (status === 413) return 'the prompt is too long';
  return 'check the model, the length of the prompt and the options';
}

/** An error that comes inside a stream, such as Anthropic's `{ "type": "overloaded_error" }`, has no status. */
function errorOfFrame(provider: string, frame: unknown): ProviderError {
  const kind = kindsIn(frame).join(' ');
  const broke = `broke off with an error${reasonIn(frame)}`;
  if (/rate_limit|quota/.test(kind))
    return new ProviderError('rate_limited', `${provider} ${broke}: too many requests, or no quota is left.`);
  if (/authentication|permission|invalid|not_found|context_length/.test(kind)) {
    return rejected(provider, `${broke}: check the key, the model and the length of the prompt`);
  }
  return new ProviderError('provider_unavailable', `${provider} ${broke}. Another attempt may succeed.`);
}

function connectionError(provider: string, error: Error): ProviderError {
  const cause = networkErrorIn(error);
  const message = cause ? `The connection to ${provider} failed (${cause.code}).` : `${provider} sent no complete answer.`;
  return new ProviderError('provider_unavailable', `${message} Another attempt may succeed.`, { cause });
}

function rejected(provider: string, what: string): ProviderError {
  return new ProviderError('provider_rejected', `${provider} ${what}.`);
}

/** The provider's machine-readable reason; never its sentence, which may repeat the prompt or the key. */
function reasonIn(frame: unknown): string {
  const [reason] = kindsIn(frame);
  return reason ? ` (${reason})` : '';
}

function kindsIn(frame: unknown): string[] {
  const outer = asRecord(frame);
  const inner = asRecord(outer['error']);
  return [inner['code'], inner['type'], outer['code'], outer['type']].filter(
    (kind): kind is string => typeof kind === 'string' && /^[a-z_]{1,64}$/.test(kind),
  );
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The first error with a system's code, such as ECONNREFUSED, below the SDK's and fetch's. */
function networkErrorIn(error: unknown, depth = 0): (Error & { code: string }) | undefined {
  if (!types.isNativeError(error) || depth > 8) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? (error as Error & { code: string }) : networkErrorIn(error.cause, depth + 1);
}
