/**
 * Reading may cost at most this share of the time, whoever asks and however often; what is quickly read costs
 * nothing.
 */
const SHARE_OF_TIME = 0.05;
const QUICK_MS = 25;

export interface Sharing {
  /** Who asks within so many milliseconds gets the same answer; longer where reading takes long. */
  readonly freshMs: number;
  /**
   * Until so many milliseconds after it was read an answer is given at once, and a newer one is read
   * meanwhile; 0 by default.
   */
  readonly usableMs?: number;
  /** However long reading takes, it is read again after so many milliseconds; no limit by default. */
  readonly longestFreshMs?: number;
  readonly clock?: () => number;
}

interface Answer<Value> {
  readonly value: Value;
  readonly at: number;
  readonly freshMs: number;
}

/** Figures that many browsers ask for and that cost something: read once for all of them. */
export class SharedAnswer<Value> {
  private answer: Answer<Value> | null = null;
  private reading: Promise<Value> | null = null;
  private forgotten = 0;

  constructor(
    private readonly read: () => Promise<Value>,
    private readonly sharing: Sharing,
  ) {}

  async get(): Promise<Value> {
    const age = this.answer ? this.now() - this.answer.at : Infinity;
    if (this.answer && age <= this.answer.freshMs) return this.answer.value;
    const next = this.renew();
    if (!this.answer || age > (this.sharing.usableMs ?? 0)) return next;
    next.catch(() => undefined); // who asks when the old answer is of no use is told
    return this.answer.value;
  }

  /** What is known is no longer true, and so may be what is being read. */
  forget(): void {
    this.forgotten += 1;
    this.answer = null;
    this.reading = null;
  }

  private renew(): Promise<Value> {
    const generation = this.forgotten;
    this.reading ??= this.readOnce(generation).finally(() => {
      if (generation === this.forgotten) this.reading = null;
    });
    return this.reading;
  }

  private async readOnce(generation: number): Promise<Value> {
    const from = this.now();
    const value = await this.read();
    const at = this.now();
    if (generation === this.forgotten) this.answer = { value, at, freshMs: this.freshFor(at - from) };
    return value;
  }

  private freshFor(tookMs: number): number {
    const { freshMs, longestFreshMs = Infinity } = this.sharing;
    return Math.min(longestFreshMs, Math.max(freshMs, (tookMs - QUICK_MS) / SHARE_OF_TIME));
  }

  private now(): number {
    return (this.sharing.clock ?? Date.now)();
  }
}
