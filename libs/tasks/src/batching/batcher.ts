interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatcherOptions<Item> {
  /** Items of one write. */
  readonly limit: number;
  /**
   * Whether an error lies in an item itself: then each is written alone, so that one bad item does not fail
   * its neighbours.
   */
  readonly isPoisoned: (error: unknown) => boolean;
  /**
   * How much an item weighs, and how much a write may: a group ends before it, but never before its first
   * item.
   */
  readonly weight?: { readonly of: (item: Item) => number; readonly most: number };
}

/**
 * Merges calls that come together into one write. While a write is under way the next calls gather, and go
 * together when it ends: nobody waits under low load, and under high load statements get wider instead of
 * more.
 */
export class Batcher<Item, Answer> {
  private waiting: Waiting<Item, Answer>[] = [];
  private writing = false;

  /**
   * @param write one statement for all items; its answers are in their order
   */
  constructor(
    private readonly write: (items: Item[]) => Promise<Answer[]>,
    private readonly options: BatcherOptions<Item>,
  ) {}

  /**
   * Resolves when the item is committed.
   * @param how.alone in a write of its own, beside the others: its groups have failed before, and it may be
   *   the reason
   */
  submit(item: Item, { alone = false }: { readonly alone?: boolean } = {}): Promise<Answer> {
    if (alone) return this.write([item]).then(([answer]) => answer as Answer);
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.writing) return;
      this.writing = true;
      setImmediate(() => void this.writeAll());
    });
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) await this.writeGroup(this.waiting.splice(0, this.sizeOfNext()));
    this.writing = false;
  }

  private sizeOfNext(): number {
    const { limit, weight } = this.options;
    let weighs = 0;
    const end = this.waiting.findIndex(({ item }, index) => {
      weighs += weight?.of(item) ?? 0;
      return index >= limit || (index > 0 && weighs > (weight?.most ?? Infinity));
    });
    return end === -1 ? this.waiting.length : end;
  }

  private async writeGroup(group: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.write(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      if (group.length > 1 && this.options.isPoisoned(error))
        await Promise.all(group.map((one) => this.writeGroup([one])));
      else group.forEach(({ reject }) => reject(error));
    }
  }
}
