const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** The pauses of something that fails again and again: each twice as long, and a little by chance. */
export class RetryPause {
  private failures = 0;

  succeeded(): void {
    this.failures = 0;
  }

  /** @returns in how many milliseconds to try again */
  failed(): number {
    const pauseMs = Math.min(FIRST_MS * 2 ** this.failures, LONGEST_MS);
    this.failures += 1;
    return pauseMs * (0.8 + 0.4 * Math.random());
  }
}
