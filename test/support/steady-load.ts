import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { TaskClient, TaskView } from './task-client.js';

const PAUSE_MS = 20;
const RETRY_MS = 50;

/**
 * A client that submits calculations all the time, each with a key of its own, to whichever API is there.
 * What was not answered it sends again, to another one.
 */
export class SteadyLoad {
  /** What each accepted task will give, by its id. */
  readonly accepted = new Map<string, string>();
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  /** @param clients of the APIs that are there at that moment */
  constructor(private readonly clients: () => readonly TaskClient[]) {
    this.running = this.run();
    this.running.catch(() => undefined); // told by `stop`
  }

  /** Ends it, and fails where an API answered with anything but an acceptance. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Resolves when so many more have been accepted, with their ids. */
  async more(count: number): Promise<string[]> {
    const before = this.accepted.size;
    while (this.accepted.size < before + count) {
      await Promise.race([this.running, delay(PAUSE_MS)]);
    }
    return [...this.accepted.keys()].slice(before);
  }

  private async run(): Promise<void> {
    for (let number = 0; !this.stopping.signal.aborted; number += 1) {
      const { id } = await this.submit(number);
      this.accepted.set(id, String(number * 2));
      await delay(PAUSE_MS);
    }
  }

  private async submit(number: number): Promise<TaskView> {
    const submission = { type: 'demo.calculation', input: { expression: `${number}*2` } };
    const key = { 'idempotency-key': randomUUID() };
    for (let attempt = number; ; attempt += 1) {
      const clients = this.clients();
      const client = clients[attempt % clients.length];
      const answer = await client?.call<TaskView>('POST', '/tasks', submission, key).catch(() => null);
      if (answer && answer.status !== 503) return acceptedTask(answer);
      await delay(RETRY_MS);
    }
  }
}

function acceptedTask({ status, body }: { status: number; body: TaskView }): TaskView {
  if (status !== 201 && status !== 200) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`);
  return body;
}
