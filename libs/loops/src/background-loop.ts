import { RateLimited } from '@app/observability';

/** A pass that fails is reported at most so often; the others are counted. */
const REPORT_EVERY_MS = 10_000;

/** The fields of the log line about a pass that failed. */
export interface LoopFailure {
  readonly loop: string;
  readonly err: unknown;
  /** How many failures were not reported since the last report. */
  readonly suppressed: number;
}

export interface LoopOptions {
  /** What it does, for whoever reads of a failure. */
  readonly name: string;
  /**
   * Does one batch.
   * @returns in how many milliseconds it wants to pass again, 0 where there may be more now; nothing or null:
   *   after `everyMs`
   */
  readonly pass: () => Promise<number | null> | Promise<void>;
  /**
   * From the end of a pass to the next one, in milliseconds; jittered by a fifth, so that processes that
   * started together drift apart. Where it is not given, the loop passes only when it is woken.
   */
  readonly everyMs?: number;
  /** Told of a pass that failed. The next one comes as usual. */
  readonly onFailure: (failure: LoopFailure) => void;
}

/**
 * Work that a process does again and again beside everything else: when its time has come, and when it is
 * woken. There is never more than one pass at a time; who wakes it during one has it pass once more.
 */
export class BackgroundLoop {
  private readonly failures = new RateLimited(REPORT_EVERY_MS);
  private nextAt = Infinity;
  private timer: NodeJS.Timeout | undefined;
  private passing: Promise<void> | null = null;
  private isStarted = false;
  private isStopped = false;

  constructor(private readonly options: LoopOptions) {}

  /** @param firstInMs until the first pass; `everyMs` where it is not given */
  start(firstInMs = this.pauseMs()): void {
    this.isStarted = true;
    this.wake(firstInMs);
  }

  /**
   * Asks for a pass; one that is due sooner stays. Before the start it is kept until then.
   * @param delayMs wakes that come within this time are merged into one
   */
  wake(delayMs = 0): void {
    if (this.isStopped) return;
    this.nextAt = Math.min(this.nextAt, performance.now() + delayMs);
    if (this.isStarted && !this.passing) this.passOrWait();
  }

  /** Resolves when a pass that began after this call has ended, well or not. */
  async passNow(): Promise<void> {
    while (this.passing) await this.passing;
    this.wake();
    await this.ended();
  }

  /** Whether a pass of several batches should end after this one. */
  get stopping(): boolean {
    return this.isStopped;
  }

  /** Resolves when a pass that is under way has ended; there is no other one after it. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.ended();
  }

  private ended(): Promise<void> {
    return this.passing ?? Promise.resolve();
  }

  private passOrWait(): void {
    clearTimeout(this.timer);
    if (this.nextAt === Infinity) return;
    const waitMs = this.nextAt - performance.now();
    if (waitMs > 0) this.timer = setTimeout(() => this.begin(), waitMs);
    else this.begin();
  }

  private begin(): void {
    this.nextAt = Infinity;
    this.passing = this.passOnce();
  }

  private async passOnce(): Promise<void> {
    const nextInMs = await this.tryToPass();
    this.passing = null; // in the same tick as the next wait, so that no wake falls between the two
    this.wake(nextInMs ?? this.pauseMs());
  }

  private async tryToPass(): Promise<number | null> {
    try {
      return (await this.options.pass()) ?? null;
    } catch (err) {
      this.failures.run((suppressed) => this.options.onFailure({ loop: this.options.name, err, suppressed }));
      return null;
    }
  }

  private pauseMs(): number {
    return (this.options.everyMs ?? Infinity) * (0.8 + 0.4 * Math.random());
  }
}
