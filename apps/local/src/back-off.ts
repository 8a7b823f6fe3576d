const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const SETTLED_MS = 60_000;

/**
 * How long to wait before something that ended is started again: 1 s, doubling to 30 s, and 1 s again once it
 * ran a minute.
 */
export class BackOff {
  private nextMs = FIRST_MS;

  /** @param ranMs how long it ran this time */
  afterRunning(ranMs: number): number {
    if (ranMs >= SETTLED_MS) this.nextMs = FIRST_MS;
    const delayMs = this.nextMs;
    this.nextMs = Math.min(delayMs * 2, LONGEST_MS);
    return delayMs;
  }
}
