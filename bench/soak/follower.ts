import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../test/fuzz/random.js';
import { FollowedTask } from '../../test/support/event-reader.js';
import type { TaskClient } from '../../test/support/task-client.js';

const RESUME_MS = 300;
/** A reader's own network breaks too. */
const STREAM_MS = [500, 20_000] as const;
const GIVE_UP_MS = 10 * 60_000;

/** Readers of text that is being made: each goes on with any API where its stream broke off. */
export class Follower {
  followed = 0;
  resumed = 0;
  readonly faults: string[] = [];
  private readonly open = new Set<Promise<void>>();

  constructor(
    private readonly clients: readonly TaskClient[],
    private readonly random: Random,
  ) {}

  follow(id: string): void {
    const done = this.toEnd(id)
      .catch((error: unknown) => void this.faults.push(`${id}: ${String(error)}`))
      .finally(() => this.open.delete(done));
    this.open.add(done);
    this.followed += 1;
  }

  async settled(): Promise<void> {
    while (this.open.size > 0) await Promise.all(this.open);
  }

  /** @throws where an event came twice or out of order, and where the pieces are not the text */
  private async toEnd(id: string): Promise<void> {
    const task = new FollowedTask();
    for (const deadline = Date.now() + GIVE_UP_MS; task.end === null; await delay(RESUME_MS)) {
      if (Date.now() > deadline) throw new Error('the stream did not come to its end');
      const { origin } = this.random.pick(this.clients);
      const signal = AbortSignal.timeout(this.random.whole(...STREAM_MS));
      await task.readFrom(`${origin}/api/v1/tasks/${id}/events`, { signal }).catch((error: unknown) => {
        if (/^event \d+ came after/.test((error as Error).message)) throw error;
      });
      if (task.end === null) this.resumed += 1;
    }
    if (task.text !== task.end.result?.['text'])
      throw new Error('the pieces that came are not the text of the result');
  }
}
