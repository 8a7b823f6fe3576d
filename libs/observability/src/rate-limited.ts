/** Lets a message through at most once an interval; the rest are counted and told with the next one. */
export class RateLimited {
  private quietUntil = 0;
  private suppressed = 0;

  constructor(
    private readonly intervalMs: number,
    private readonly clock: () => number = Date.now,
  ) {}

  /** @param write gets how many messages were held back since the last one */
  run(write: (suppressed: number) => void): void {
    const now = this.clock();
    if (now < this.quietUntil) {
      this.suppressed += 1;
      return;
    }
    this.quietUntil = now + this.intervalMs;
    write(this.suppressed);
    this.suppressed = 0;
  }
}
