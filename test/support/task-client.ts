import { setTimeout as delay } from 'node:timers/promises';

/** A task as API.md shows it. */
export interface TaskView {
  readonly id: string;
  readonly type: string;
  readonly queue: string;
  readonly status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
  readonly waitingFor: { reason: string; until?: string } | null;
  readonly input: Record<string, unknown>;
  readonly result: Record<string, unknown> | null;
  readonly error: { code: string; message: string; retryable: boolean; attempt: number } | null;
  readonly progress: { percent: number; message: string | null };
  readonly priority: number;
  readonly attempts: { made: number; max: number };
  readonly timeoutMs: number;
  readonly usage: Record<string, unknown> | null;
  readonly worker: string | null;
  readonly tags: string[];
  readonly metadata: Record<string, unknown>;
  readonly createdAt: string;
  readonly runAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly updatedAt: string;
  readonly expiresAt: string | null;
  readonly traceId: string | null;
  readonly links: Record<string, string>;
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

const POLL_MS = 50;
const LIMIT_MS = 45_000;

/** The HTTP API as a client uses it. */
export class TaskClient {
  constructor(
    readonly origin: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Answer<Body>> {
    const answer = await fetch(
      `${this.origin}${path.startsWith('/api') || !path.startsWith('/tasks') ? path : `/api/v1${path}`}`,
      {
        method,
        signal,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...this.headers,
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
    );
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson ? JSON.parse(text) : text) as Body,
    };
  }

  /** @throws where the answer is not 201 */
  async submit(submission: object): Promise<TaskView> {
    const { status, body } = await this.call<TaskView>('POST', '/tasks', submission);
    if (status !== 201) throw new Error(`submit was answered with ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async get(id: string): Promise<TaskView> {
    return (await this.call<TaskView>('GET', `/tasks/${id}`)).body;
  }

  /** Waits until the task is as wanted. @throws with the task as it is after 45 s */
  async until(id: string, wanted: (task: TaskView) => boolean, limitMs = LIMIT_MS): Promise<TaskView> {
    for (const deadline = Date.now() + limitMs; ; await delay(POLL_MS)) {
      const task = await this.get(id);
      if (wanted(task)) return task;
      if (Date.now() > deadline)
        throw new Error(`the task did not become what the test waits for: ${JSON.stringify(task)}`);
    }
  }

  ended(id: string, limitMs?: number): Promise<TaskView> {
    return this.until(id, hasEnded, limitMs);
  }

  running(id: string): Promise<TaskView> {
    return this.until(id, ({ status }) => status === 'PROCESSING');
  }
}

export function hasEnded({ status }: TaskView): boolean {
  return status !== 'PENDING' && status !== 'PROCESSING';
}
