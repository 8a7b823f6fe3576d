import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './api.generated.js';
import { ApiError, ConnectionError } from './problem.js';

export interface ClientOptions {
  /** Where the API is, such as `http://localhost:3000`; in a page of the API itself its own origin, the default. */
  readonly baseUrl?: string;
  readonly apiKey?: string;
  /** Instead of the global one. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** Every operation of the API, typed by its OpenAPI document: `client.GET('/api/v1/tasks/{id}', { params: { path: { id } } })`. */
export type TaskRunnerClient = Client<paths>;

/**
 * A client whose calls resolve with `data` for a success only.
 *
 * Calls reject with {@link ApiError} when the server refuses, and with {@link ConnectionError} when none answers.
 */
export function createTaskRunnerClient({ baseUrl = '', apiKey, fetch }: ClientOptions = {}): TaskRunnerClient {
  const client = createClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
    ...(fetch && { fetch }),
  });
  client.use(errors);
  return client;
}

const errors: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await ApiError.from(response);
  },
  onError({ error, request }) {
    return isAbort(error) ? undefined : new ConnectionError(new URL(request.url).origin, error);
  },
};

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
