/**
 * Does a piece of work again and again, each time when the last run asked for it, and at once when it is
 * woken.
 */
export class Alarm {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private isRunning = false;
  private woken = false;
  private stopped = true;

  /** @param work resolves with the milliseconds until the next run; it must not reject */
  constructor(private readonly work: () => Promise<number>) {}

  start(): void {
    this.stopped = false;
    this.wake();
  }

  /** Starts a run, or one more where one is under way. */
  wake(): void {
    if (this.stopped) return;
    this.woken = true;
    if (this.timer) clearTimeout(this.timer);
    if (!this.isRunning) this.running = this.run();
  }

  /** Resolves when a run that is under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    let pauseMs = 0;
    this.isRunning = true;
    while (this.woken && !this.stopped) {
      this.woken = false;
      pauseMs = await this.work();
    }
    this.isRunning = false; // in the same tick as the timer, so that no wake falls between the two
    if (!this.stopped) this.timer = setTimeout(() => this.wake(), pauseMs);
  }
}
