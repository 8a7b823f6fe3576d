/** An error as the API answers it: `application/problem+json` (RFC 9457). */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code?: string;
  readonly instance?: string;
  /** What is wrong with the input, by the path in it. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** The server answered, and refused. `code` is stable; the message is for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string | undefined;
  /** After how many seconds another try makes sense, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(
    readonly problem: Problem,
    headers?: Headers,
  ) {
    super(messageOf(problem));
    this.status = problem.status;
    this.code = problem.code;
    this.retryAfter = Number(headers?.get('retry-after') ?? NaN) || undefined;
  }

  /**
   * Reads an answer that is no success. What is no problem document, a proxy's page for example, counts by
   * its status alone.
   */
  static async from(answer: Response): Promise<ApiError> {
    const body: unknown = await answer.json().catch(() => null);
    const title = answer.statusText || `HTTP ${answer.status}`;
    return new ApiError({ title, ...(isObject(body) && body), status: answer.status }, answer.headers);
  }
}

/**
 * No server answered: none listens there, or the connection was lost. Whether the request was carried out is
 * unknown.
 */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly code = 'connection_failed';

  constructor(url: string, cause: unknown) {
    super(`no answer from ${url}: ${reasonOf(cause)}`, { cause });
  }
}

function messageOf({ title, detail, errors = [] }: Problem): string {
  const inputs = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  return [detail ?? title, ...inputs].join('\n');
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code, message = cause.message } = (cause.cause ?? cause) as { code?: string; message?: string };
  return code ?? message;
}

function isObject(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null;
}
