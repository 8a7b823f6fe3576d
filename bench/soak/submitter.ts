import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../test/fuzz/random.js';
import type { TaskClient, TaskView } from '../../test/support/task-client.js';
import { type Kind, nextWork } from './work.js';

/** No answer may take longer; it counts as none. */
const ANSWER_LIMIT_MS = 30_000;
const PAUSE_MS = 500;
/** 408 where this process itself was too slow. */
const TRY_AGAIN = [408, 429, 503];
/** A client that is given no answer for this long gives up, and the soak has failed. */
const GIVE_UP_MS = 5 * 60_000;

export interface Accepted {
  readonly id: string;
  readonly kind: Kind;
}

/** Clients that submit, each with a key, and ask again until they have an answer. */
export class Submitter {
  readonly ids = new Set<string>();
  /** How often the API gave each answer; `none` where it gave none in time. */
  readonly answers = new Map<string, number>();
  longestAnswerMs = 0;
  submitted = 0;
  /** Submissions that found no answer at all, and keys that were given two tasks. */
  readonly faults: string[] = [];
  private readonly open = new Set<Promise<void>>();

  constructor(
    private readonly clients: readonly TaskClient[],
    private readonly random: Random,
    private readonly onAccepted: (accepted: Accepted) => void = () => undefined,
  ) {}

  /** Submissions that have no answer yet. */
  get waiting(): number {
    return this.open.size;
  }

  /** Submits one task; does not wait. */
  next(): void {
    const done = this.submit()
      .catch((error: unknown) => void this.faults.push(String(error)))
      .finally(() => this.open.delete(done));
    this.open.add(done);
    this.submitted += 1;
  }

  /** Resolves when every submission has its answer. */
  async settled(): Promise<void> {
    while (this.open.size > 0) await Promise.all(this.open);
  }

  private async submit(): Promise<void> {
    const { kind, body } = nextWork(this.random);
    const headers = { 'idempotency-key': randomUUID() };
    const { id } = await this.insist((client) =>
      client.call<TaskView>('POST', '/tasks', body, headers, limit()),
    );
    if (this.ids.has(id)) throw new Error(`two submissions were given the task ${id}`);
    this.ids.add(id);
    this.onAccepted({ id, kind });
    if (kind !== 'cancelled') return;
    await delay(this.random.whole(0, 3_000));
    await this.insist((client) => client.call('POST', `/tasks/${id}/cancel`, undefined, {}, limit()), [409]);
  }

  private async insist<Body>(
    call: (client: TaskClient) => Promise<{ status: number; body: Body }>,
    alsoFine: readonly number[] = [],
  ): Promise<Body> {
    for (const deadline = Date.now() + GIVE_UP_MS; ; await delay(PAUSE_MS)) {
      const from = performance.now();
      const { status, body } = await call(this.random.pick(this.clients)).catch(() => ({
        status: 0,
        body: {} as Body,
      }));
      this.longestAnswerMs = Math.max(this.longestAnswerMs, performance.now() - from);
      this.count(status === 0 ? 'none' : String(status));
      if ((status >= 200 && status < 300) || alsoFine.includes(status)) return body;
      if (![0, ...TRY_AGAIN].includes(status))
        throw new Error(`was answered with ${status}: ${JSON.stringify(body)}`);
      if (Date.now() > deadline) throw new Error(`no answer in ${GIVE_UP_MS / 60_000} minutes`);
    }
  }

  private count(answer: string): void {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
  }
}

function limit(): AbortSignal {
  return AbortSignal.timeout(ANSWER_LIMIT_MS);
}
