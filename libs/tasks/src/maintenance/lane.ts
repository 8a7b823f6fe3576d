/**
 * Work that is done in passes, such as one queue's way to the broker: one at a time, and one more where it
 * was woken meanwhile.
 */
export class Lane {
  private woken = false;
  private stopped = false;
  private passing: Promise<void> | null = null;
  private later: NodeJS.Timeout | null = null;

  /** @param pass does one batch, answers whether there may be more */
  constructor(private readonly pass: () => Promise<boolean>) {}

  /** @param delayMs wakes that come within this time are merged into one */
  wake(delayMs: number): void {
    if (this.stopped) return;
    if (delayMs > 0) {
      this.later ??= setTimeout(() => {
        this.later = null;
        this.wake(0);
      }, delayMs);
      return;
    }
    this.woken = true;
    this.passing ??= this.passAll().finally(() => (this.passing = null));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.later) clearTimeout(this.later);
    await this.passing;
  }

  private async passAll(): Promise<void> {
    while (this.woken && !this.stopped) {
      this.woken = false;
      this.woken = (await this.pass().catch(() => false)) || this.woken; // the poll wakes it again
    }
  }
}
