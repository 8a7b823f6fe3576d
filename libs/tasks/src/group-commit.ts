interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Merges calls that come together into one write. While a write is under way the next calls gather, and go together
 * when it ends: nobody waits under low load, and under high load statements get wider instead of more.
 */
export class GroupCommit<Item, Answer> {
  private waiting: Waiting<Item, Answer>[] = [];
  private writing = false;

  /**
   * @param write one statement for all items; its answers are in their order
   * @param options.limit items of one write
   * @param options.isPoisoned whether an error lies in an item itself: then each is written alone, so that one bad
   *   item does not fail its neighbours
   */
  constructor(
    private readonly write: (items: Item[]) => Promise<Answer[]>,
    private readonly options: { readonly limit: number; readonly isPoisoned: (error: unknown) => boolean },
  ) {}

  /** Resolves when the item is committed. */
  submit(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.writing) return;
      this.writing = true;
      setImmediate(() => void this.writeAll());
    });
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) await this.writeGroup(this.waiting.splice(0, this.options.limit));
    this.writing = false;
  }

  private async writeGroup(group: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.write(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      if (group.length > 1 && this.options.isPoisoned(error)) await Promise.all(group.map((one) => this.writeGroup([one])));
      else group.forEach(({ reject }) => reject(error));
    }
  }
}

/** SQLSTATE classes 22 (data) and 23 (constraint): the row is at fault, and writing it again cannot help. */
export function isDataError(error: unknown): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  const sqlState = driverError?.code ?? code;
  return typeof sqlState === 'string' && /^2[23]/.test(sqlState);
}
