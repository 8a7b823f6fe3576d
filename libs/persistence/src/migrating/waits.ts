import { setTimeout as delay } from 'node:timers/promises';
import type { Blocker } from './blockers.js';
import { UPDATE_SESSION } from './update-session.js';
import { DatabaseBusy } from './database-busy.js';

/** What the update of the database waits for. */
export interface UpdateWait {
  readonly blockers: readonly Blocker[];
  readonly waitedMs: number;
}

/**
 * How long the update of the database has waited for others, in all, and for whom last. It ends when that is
 * too long.
 */
export class Waits {
  private waitedMs = 0;
  private blockers: readonly Blocker[] = [];

  constructor(
    private readonly limitMs: number,
    private readonly onBlocked: (wait: UpdateWait) => void = () => undefined,
  ) {}

  get isOver(): boolean {
    return this.waitedMs >= this.limitMs;
  }

  /** Counts a time in which these held the update up. */
  count(ms: number, blockers: readonly Blocker[] = this.blockers): void {
    this.blockers = blockers;
    this.waitedMs += ms;
    // Processes that start together wait for each other's update.
    if (blockers.some(({ application }) => application !== UPDATE_SESSION))
      this.onBlocked({ blockers, waitedMs: this.waitedMs });
  }

  /** Waits in favour of others. @throws DatabaseBusy where that was long enough */
  async pause(ms: number, cause?: unknown): Promise<void> {
    if (this.isOver) throw this.busy(cause);
    await delay(ms);
    this.count(ms);
  }

  busy(cause?: unknown): DatabaseBusy {
    return new DatabaseBusy(this.blockers, this.waitedMs, { cause });
  }
}
