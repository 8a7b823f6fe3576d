/** What this process costs its machine, from one look to the next. */
export class ProcessLoad {
  private cpu = process.cpuUsage();
  private at = process.hrtime.bigint();

  /** @returns resident memory in bytes, and CPU time since the last look as a share of one core, to three places */
  measure(): { readonly memoryBytes: number; readonly cpuRatio: number } {
    const { user, system } = process.cpuUsage(this.cpu);
    const elapsedUs = Number(process.hrtime.bigint() - this.at) / 1_000;
    this.cpu = process.cpuUsage();
    this.at = process.hrtime.bigint();
    return { memoryBytes: process.memoryUsage.rss(), cpuRatio: Math.round(((user + system) / Math.max(1, elapsedUs)) * 1_000) / 1_000 };
  }
}
