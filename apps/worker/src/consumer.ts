import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'bullmq';

const LONGEST_WAIT_SECONDS = 5;
const CLOSE_LIMIT_MS = 2_000;

/** BullMQ's worker, but for two of its waits that may have no end. */
export class Consumer extends Worker {
  private leaving: Promise<void> | null = null;

  /**
   * On PostgreSQL it waits an hour for a notification, and one that was sent while its connection was down
   * never comes.
   */
  override get maximumBlockTimeout(): number {
    return LONGEST_WAIT_SECONDS;
  }

  /**
   * In good order: what the broker was about to hand over comes still; by force it would stay out for half a
   * minute. Without its broker that has no end, since ioredis tells nobody of a connection that is closed
   * while it waits to connect again.
   */
  override close(force?: boolean): Promise<void> {
    this.leaving ??= Promise.race([super.close(force), this.leaveLate()]);
    return this.leaving;
  }

  private async leaveLate(): Promise<void> {
    await delay(CLOSE_LIMIT_MS, undefined, { ref: false });
    await this.lockManager.close(); // its timer would keep the process
  }
}
