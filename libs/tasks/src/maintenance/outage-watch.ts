/**
 * Whether leases may be reclaimed. While the database was away no worker could prolong its lease, so all of them look
 * expired when it comes back: they get one lease of time to say that they live.
 */
export class OutageWatch {
  private quietUntil = 0;
  private away = false;

  constructor(
    private readonly leaseMs: number,
    private readonly clock: () => number = Date.now,
  ) {}

  failed(): void {
    this.away = true;
  }

  /** @param serverUptimeMs a server that has just started was away, even where this process did not see it */
  mayReclaim(serverUptimeMs: number): boolean {
    if (this.away) this.quietUntil = this.clock() + this.leaseMs;
    this.away = false;
    return this.clock() >= this.quietUntil && serverUptimeMs >= this.leaseMs;
  }
}
