import { Injectable } from '@nestjs/common';
import { type OpenWork, OpenWorkRepository } from '@app/persistence';
import { TaskTypeRegistry } from '../types/task-type.registry.js';

/** Longer than the Dispatcher's pause: it looks anew, and the others share what it has seen. */
const FRESH_MS = 1_300;

/** What there is to do, asked once for all of a process that poll. */
@Injectable()
export class Pulse {
  private known: { readonly work: OpenWork; readonly at: number } | null = null;
  private looking: Promise<OpenWork> | null = null;
  private changes = 0;

  constructor(
    private readonly repository: OpenWorkRepository,
    private readonly types: TaskTypeRegistry,
  ) {}

  /**
   * As of a little more than a second ago at most; what is still to come in so many milliseconds is counted
   * from now.
   */
  async look(): Promise<OpenWork> {
    const ageMs = this.known ? performance.now() - this.known.at : Infinity;
    if (this.known && ageMs < FRESH_MS) return aged(this.known.work, ageMs);
    return (this.looking ??= this.lookNow());
  }

  lookAnew(): Promise<OpenWork> {
    this.forget();
    return this.look();
  }

  /** Something changed that the next one is to see. */
  forget(): void {
    this.changes += 1;
    this.known = null;
    this.looking = null;
  }

  private async lookNow(): Promise<OpenWork> {
    const { changes } = this;
    const at = performance.now();
    try {
      const work = await this.repository.look(this.types.queues());
      if (changes === this.changes) this.known = { work, at };
      return work;
    } finally {
      if (changes === this.changes) this.looking = null;
    }
  }
}

function aged(work: OpenWork, ageMs: number): OpenWork {
  const since = (inMs: number | null): number | null => (inMs === null ? null : inMs - ageMs);
  return { ...work, nextDueInMs: since(work.nextDueInMs), nextScheduleInMs: since(work.nextScheduleInMs) };
}
