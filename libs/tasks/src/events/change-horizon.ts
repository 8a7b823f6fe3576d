import type { TaskEventRepository, Writers } from '@app/persistence';

/** How long all readers wait for a transaction that has written events and does not end. */
const PATIENCE_MS = 2_000;

/** Within how many ids it is looked for what a transaction wrote, and how many changes that may be. */
export const LATE = { range: 20_000, most: 2_000 };

/** What a transaction wrote that was not waited for: readers may have passed these ids. */
export interface LateChanges {
  /** The ids under which it wrote; none where that is not known. */
  readonly xids: readonly string[];
  readonly afterId: number;
  readonly upToId: number;
}

/**
 * Up to which id the events of all tasks are complete. Ids are taken when an event is written and events are
 * seen when they are committed, so that between tasks a lower id can appear after a higher one. A reader that
 * went on after the higher one would miss it. So an id is passed on only when everybody who was writing when
 * it was taken has ended. One who takes too long is not waited for; what it wrote is late when it ends.
 */
export class ChangeHorizon {
  private settledId = 0;
  private next: {
    readonly id: number;
    readonly writers: ReadonlySet<string>;
    readonly since: number;
  } | null = null;
  private readonly slow = new Map<string, { xids: readonly string[]; readonly afterId: number }>();
  private late: LateChanges[] = [];

  constructor(
    private readonly events: Pick<TaskEventRepository, 'lastId' | 'writers'>,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Whether there are events beyond it. */
  get isBehind(): boolean {
    return this.next !== null;
  }

  /** Whether a transaction is not waited for, so that what it wrote will be late. */
  isSlow(writer: string): boolean {
    return this.slow.has(writer);
  }

  /** @returns the highest id below which nothing can appear any more, but for what is late */
  async move(): Promise<number> {
    if (this.next || this.slow.size > 0) this.hear(await this.events.writers());
    if (this.next) return this.settledId;
    // before the writers: whoever takes a lower id is among them, or has committed
    const id = await this.events.lastId();
    if (id === this.settledId) return id;
    const writers = [...(await this.events.writers()).keys()].filter((writer) => !this.slow.has(writer));
    this.next = { id, writers: new Set(writers), since: this.clock() };
    if (writers.length === 0) this.settle(id);
    return this.settledId;
  }

  /** What became late since this was asked last. */
  takeLate(): LateChanges[] {
    return this.late.splice(0);
  }

  /** Nobody reads: what is late then is late for nobody. */
  forgetSlow(): void {
    this.slow.clear();
    this.late = [];
  }

  private hear(writers: Writers): void {
    this.endSlow(writers);
    if (!this.next) return;
    const { id, since } = this.next;
    const open = [...this.next.writers].filter((writer) => writers.has(writer));
    if (open.length > 0 && this.clock() - since < PATIENCE_MS) return;
    for (const writer of open)
      this.slow.set(writer, { xids: writers.get(writer) ?? [], afterId: this.settledId });
    this.settle(id);
  }

  /** Ids beyond the one that is settled now have not been passed yet: they are read as they come. */
  private endSlow(writers: Writers): void {
    for (const [writer, slow] of this.slow) {
      const xids = writers.get(writer);
      if (xids) slow.xids = [...new Set([...slow.xids, ...xids])];
      else this.end(writer, { ...slow, upToId: this.settledId });
    }
  }

  private end(writer: string, late: LateChanges): void {
    this.slow.delete(writer);
    this.late.push(late);
  }

  private settle(id: number): void {
    this.settledId = id;
    this.next = null;
  }
}
