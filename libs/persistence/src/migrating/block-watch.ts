import { setTimeout as delay } from 'node:timers/promises';
import { blockersOf, type Session } from './blockers.js';
import type { Waits } from './waits.js';

const LOOK_MS = 200;

/**
 * Looks whether somebody holds up a session that updates tables, and ends its statement when that took too
 * long. It looks from the connection that holds the turn: should that one be lost, another process may begin,
 * and the update must stop.
 */
export class BlockWatch {
  private readonly stopping = new AbortController();
  private readonly looking: Promise<void>;
  /** Why the watch ended by itself. */
  failure: Error | null = null;

  /** @param pidOf the server's process that works; null while there is none @param giveUp ends the work */
  constructor(
    private readonly session: Session,
    private readonly waits: Waits,
    private readonly pidOf: () => number | null,
    private readonly giveUp: () => void,
  ) {
    this.looking = this.watch();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.looking;
  }

  private async watch(): Promise<void> {
    try {
      while (!this.stopping.signal.aborted) {
        await this.look();
        await delay(LOOK_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    } catch (error) {
      this.failure = error as Error;
      this.giveUp();
    }
  }

  private async look(): Promise<void> {
    const pid = this.pidOf();
    const blockers = pid === null ? [] : await blockersOf(this.session, pid);
    if (blockers.length > 0) this.waits.count(LOOK_MS, blockers);
    if (blockers.length > 0 && this.waits.isOver)
      await this.session.query('SELECT pg_cancel_backend($1)', [pid]);
  }
}
