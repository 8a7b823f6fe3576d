import { randomUUID } from 'node:crypto';
import type { Logger } from '@app/observability';
import type { ReconcilerPassRepository } from '@app/persistence';
import { ClockSteps } from './clock-steps.js';

/** Passes come every two seconds from each process; without any for so long, at least, there was a gap. */
const SHORTEST_GAP_MS = 5_000;

/**
 * Whether leases may be taken back. In a gap no worker could prolong its lease: the database was away, the
 * machine slept, the database's clock was set. All leases look ended then, and workers get one lease of time
 * to say that they live. What other processes know of gaps is in the database; what this one knows is a pass
 * that failed, and its monotonic clock.
 */
export class ReclaimWatch {
  private readonly process = randomUUID();
  private readonly steps = new ClockSteps();
  private afterGap = false;

  constructor(
    private readonly passes: ReconcilerPassRepository,
    private readonly leaseMs: number,
    private readonly logger: Logger,
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {}

  /** A pass failed. */
  failed(): void {
    this.afterGap = true;
  }

  /** Ask again before each batch: a pass that takes long is no gap. */
  async mayReclaim(): Promise<boolean> {
    const before = this.monotonicMs();
    const pass = await this.begin();
    const stepMs = this.steps.since(pass.nowMs, before, this.monotonicMs());
    if (pass.afterGap)
      this.logger.debug(
        { leaseMs: this.leaseMs },
        'nobody could prolong leases for a while; none is taken back for one lease',
      );
    if (stepMs <= this.leaseMs / 6) return pass.mayReclaim;
    this.logger.warn(
      { stepMs },
      "the database's clock was set, or slept; no lease is taken back for one lease",
    );
    this.afterGap = true;
    await this.begin();
    return false;
  }

  private async begin(): ReturnType<ReconcilerPassRepository['begin']> {
    const gapMs = Math.max(SHORTEST_GAP_MS, this.leaseMs / 2);
    const pass = await this.passes.begin(this.process, {
      leaseMs: this.leaseMs,
      gapMs,
      afterGap: this.afterGap,
    });
    this.afterGap = false;
    return pass;
  }
}
