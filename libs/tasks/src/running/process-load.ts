/** What this process uses. */
export interface Load {
  /** Resident. */
  readonly memoryBytes: number;
  /** CPU time a second of time, since it was asked last; 1 is one core, threads may bring it above. */
  readonly cpuRatio: number;
}

/** Measures this process from one question to the next. */
export class ProcessLoad {
  private cpu = process.cpuUsage();
  private at = performance.now();

  measure(): Load {
    const at = performance.now();
    const { user, system } = process.cpuUsage(this.cpu);
    const cpuRatio = (user + system) / 1_000 / Math.max(1, at - this.at);
    this.cpu = process.cpuUsage();
    this.at = at;
    return { memoryBytes: process.memoryUsage.rss(), cpuRatio: Math.round(cpuRatio * 1_000) / 1_000 };
  }
}
