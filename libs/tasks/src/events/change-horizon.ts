import type { TaskEventRepository } from '@app/persistence';

/**
 * Up to which id the events of all tasks are complete. Ids are taken when an event is written and events are seen when they are
 * committed, so that between tasks a lower id can appear after a higher one. A reader that went on after the higher one would
 * miss it. So an id is passed on only when everybody who was writing when it was taken has ended.
 */
export class ChangeHorizon {
  private settledId = 0;
  private next: { readonly id: number; readonly writers: ReadonlySet<string> } | null = null;

  constructor(private readonly events: Pick<TaskEventRepository, 'lastId' | 'writers'>) {}

  /** Whether there are events beyond it. */
  get isBehind(): boolean {
    return this.next !== null;
  }

  /** @returns the highest id below which nothing can appear any more */
  async move(): Promise<number> {
    if (this.next && (await this.haveEnded(this.next.writers))) this.settle(this.next.id);
    if (this.next) return this.settledId;
    const id = await this.events.lastId(); // before the writers: whoever takes a lower id is among them, or has committed
    if (id === this.settledId) return id;
    const writers = await this.events.writers();
    if (writers.size === 0) this.settle(id);
    else this.next = { id, writers };
    return this.settledId;
  }

  private settle(id: number): void {
    this.settledId = id;
    this.next = null;
  }

  private async haveEnded(writers: ReadonlySet<string>): Promise<boolean> {
    const now = await this.events.writers();
    return ![...writers].some((writer) => now.has(writer));
  }
}
