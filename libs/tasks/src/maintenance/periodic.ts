/**
 * Does a piece of work again and again: the next pause begins when the last run has ended. Starts after the
 * first pause.
 */
export class Periodic {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopped = true;

  /**
   * @param intervalMs between two runs; jittered by a fifth, so that processes that started together drift
   *   apart
   */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly intervalMs: number,
  ) {}

  start(): void {
    this.stopped = false;
    this.schedule();
  }

  /** Resolves when a run that is under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    if (this.stopped) return;
    const pauseMs = this.intervalMs * (0.8 + 0.4 * Math.random());
    this.timer = setTimeout(() => {
      this.running = this.work().finally(() => this.schedule());
    }, pauseMs);
  }
}
