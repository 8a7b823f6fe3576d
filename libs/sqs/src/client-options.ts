/** Time for one try of a request; the callers have limits of their own for all tries together. */
const TRY_MS = 10_000;
const CONNECT_MS = 3_000;

interface ClientOptions {
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: object;
}

/**
 * What clients of AWS have in common. Credentials are found by the SDK.
 * @param answerMs how long a server may take to answer on purpose
 */
export function clientOptions(region: string, answerMs = 0): ClientOptions {
  const requestTimeout = TRY_MS + answerMs;
  return {
    region,
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout,
      throwOnRequestTimeout: true,
      socketTimeout: requestTimeout,
    },
  };
}

/** An error of the SDK for a log: its words may name queues and keys, never what was sent. */
export function errorOfAws(error: unknown): { readonly code: string; readonly message: string } {
  const { name, code, message } = (error ?? {}) as { name?: unknown; code?: unknown; message?: unknown };
  const isNamed = typeof name === 'string' && name !== 'Error';
  return {
    code: isNamed ? name : typeof code === 'string' ? code : 'unknown',
    message: typeof message === 'string' ? message.slice(0, 300) : '',
  };
}
