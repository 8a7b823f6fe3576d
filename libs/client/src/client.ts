import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './api.generated.js';
import { ApiError, ConnectionError } from './problem.js';
import type { OwnSubmission, OwnTask, SubmissionOf, TaskOf, TaskTypeName, TypedTask } from './typed-task.js';

export interface ClientOptions {
  /**
   * Where the API is, such as `http://localhost:3000`; in a page of the API itself its own origin, the
   * default.
   */
  readonly baseUrl?: string;
  readonly apiKey?: string;
  /** Instead of the global one. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * Every operation of the API, typed by its OpenAPI document: `client.GET('/api/v1/tasks/{id}', { params: {
 * path: { id } } })`.
 */
export interface TaskRunnerClient<Own extends object = object> extends Client<paths> {
  /**
   * Submits a task; its result has the type of its task type.
   * @example
   * const task = await client.submit({ type: 'demo.calculation', input: { expression: '6 * 7' } });
   */
  submit<Name extends TaskTypeName>(
    submission: SubmissionOf<Name>,
    options?: SubmitOptions,
  ): Promise<TaskOf<Name>>;
  submit<Name extends keyof Own & string>(
    submission: OwnSubmission<Own, Name>,
    options?: SubmitOptions,
  ): Promise<OwnTask<Own, Name>>;
  submit(
    submission: components['schemas']['FlatBody'],
    options?: SubmitOptions,
  ): Promise<TaskOf<'ai.text-generation'>>;
  /** A task whose `type` is not known before: `if (task.type === 'demo.calculation') task.result?.value`. */
  task(id: string): Promise<TypedTask>;
}

export interface SubmitOptions {
  /** The same key with the same submission gives the first task again. */
  readonly idempotencyKey?: string;
  /** Answers as soon as the task ends, at the latest after so many seconds, 1 to 60. */
  readonly waitSeconds?: number;
  readonly signal?: AbortSignal;
}

/**
 * A client whose calls resolve with `data` for a success only.
 *
 * Calls reject with {@link ApiError} when the server refuses, and with {@link ConnectionError} when none
 * answers.
 *
 * @typeParam Own what task types of your own take and give: `{ 'acme.hello': { input: HelloInput; result:
 *   HelloResult } }`
 */
export function createTaskRunnerClient<Own extends object = object>({
  baseUrl = '',
  apiKey,
  fetch,
}: ClientOptions = {}): TaskRunnerClient<Own> {
  const client = createClient<paths>({
    baseUrl: baseUrl.replace(/(?<!\/)\/+$/, ''),
    headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
    ...(fetch && { fetch }),
  });
  client.use(errors);
  return Object.assign(client, typedCalls(client)) as unknown as TaskRunnerClient<Own>;
}

function typedCalls(client: Client<paths>): Pick<TaskRunnerClient, 'submit' | 'task'> {
  return {
    async submit(submission: object, { idempotencyKey, waitSeconds, signal }: SubmitOptions = {}) {
      const header = {
        ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
        ...(waitSeconds !== undefined && { Prefer: `wait=${waitSeconds}` }),
      };
      const { data } = await client.POST('/api/v1/tasks', {
        body: submission as components['schemas']['AnySubmission'],
        params: { header },
        signal: signal ?? null,
      });
      return data as never; // its type is that of the submission: the overloads say which
    },
    async task(id) {
      return (await client.GET('/api/v1/tasks/{id}', { params: { path: { id } } })).data as TypedTask;
    },
  };
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
