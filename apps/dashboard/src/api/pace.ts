/** So soon after a first change, so that changes which come together are read together. */
const SOON_MS = 150;

/** Reading again takes at most this share of the time, however slow the answers are. */
const SHARE_OF_TIME = 0.25;

/**
 * Does something again when it is wanted: soon after a quiet while, at most so often, and never before the
 * last time has ended.
 */
export class Pace {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isWanted = false;
  private isBusy = false;
  private readyAt = 0;

  constructor(
    private readonly act: () => Promise<unknown>,
    private readonly everyMs: number,
  ) {}

  want(): void {
    this.isWanted = true;
    this.plan();
  }

  end(): void {
    this.isBusy = true;
    clearTimeout(this.timer);
  }

  private plan(): void {
    if (!this.isWanted || this.isBusy || this.timer !== undefined) return;
    this.timer = setTimeout(() => void this.run(), Math.max(SOON_MS, this.readyAt - performance.now()));
  }

  private async run(): Promise<void> {
    [this.timer, this.isWanted] = [undefined, false];
    const from = performance.now();
    this.isBusy = true;
    await this.act().catch(() => undefined); // the page shows what went wrong
    this.isBusy = false;
    this.readyAt = from + Math.max(this.everyMs, (performance.now() - from) / SHARE_OF_TIME);
    this.plan();
  }
}
