import { Injectable } from '@nestjs/common';
import { WorkerRepository } from '@app/persistence';

const SMALLEST_WINDOW = 1_000;
const PER_SLOT = 10;
const REFRESH_MS = 10_000;

/**
 * How many tasks of a queue the broker may hold: enough that no worker waits for the next, however many there
 * are.
 */
@Injectable()
export class DispatchWindow {
  private slots: ReadonlyMap<string, number> = new Map();
  private limited: ReadonlySet<string> = new Set();
  private refreshedAt = 0;

  constructor(private readonly workers: WorkerRepository) {}

  of(queue: string): number {
    return Math.max(SMALLEST_WINDOW, PER_SLOT * (this.slots.get(queue) ?? 0));
  }

  /** Whether the queue has a total concurrency: then the next task may start only when one has ended. */
  isLimited(queue: string): boolean {
    return this.limited.has(queue);
  }

  /** @param queues that have a total concurrency */
  setLimited(queues: readonly string[]): void {
    this.limited = new Set(queues);
  }

  /** Counts the workers' slots again, at most every ten seconds. */
  async refresh(): Promise<void> {
    if (Date.now() - this.refreshedAt < REFRESH_MS) return;
    this.refreshedAt = Date.now();
    const slots = new Map<string, number>();
    for (const { queues, concurrency } of await this.workers.list()) {
      for (const queue of queues) slots.set(queue, (slots.get(queue) ?? 0) + concurrency);
    }
    this.slots = slots;
  }
}
