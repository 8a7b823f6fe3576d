import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '@app/config';
import { LOGGER, type Logger, Metrics, RateLimited } from '@app/observability';
import { type Moved, ReconcilerPassRepository, TaskMaintenanceRepository } from '@app/persistence';
import { DispatchSignal } from '../dispatch-signal.js';
import { EventBell } from '../events/event-bell.js';
import { Periodic } from './periodic.js';
import { ReclaimWatch } from './reclaim-watch.js';

const INTERVAL_MS = 2_000;
const BATCH = 200;

/** How long a worker may take to stop a cancelled task, before the task is cancelled without it. */
const CANCEL_GRACE_MS = 10_000;

/** Makes the transitions that nobody asks for: lost leases, expiry, cancels that were not answered. Runs in every process. */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly leases: ReclaimWatch;
  private readonly failures = new RateLimited(10_000);
  private readonly periodic = new Periodic(() => this.reconcile(), INTERVAL_MS);

  constructor(
    private readonly maintenance: TaskMaintenanceRepository,
    private readonly dispatch: DispatchSignal,
    private readonly bell: EventBell,
    private readonly metrics: Metrics,
    passes: ReconcilerPassRepository,
    configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.leases = new ReclaimWatch(passes, configuration.leaseMs, logger);
  }

  onApplicationBootstrap(): void {
    this.periodic.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.periodic.stop();
  }

  private async reconcile(): Promise<void> {
    try {
      await this.reclaim();
      await this.all('expired', 'tasks expired', () => this.maintenance.expire(BATCH));
      await this.all('none', 'cancels forced: their workers did not answer', () => this.maintenance.forceCancels(CANCEL_GRACE_MS, BATCH));
    } catch (error) {
      this.leases.failed();
      this.failures.run(() => this.logger.warn({ err: error }, 'could not reconcile; trying again'));
    }
  }

  private async reclaim(): Promise<void> {
    const moved = await this.all('worker_lost', 'tasks taken from workers that stopped answering', async () =>
      (await this.leases.mayReclaim()) ? this.maintenance.reclaimLost(BATCH) : [],
    );
    this.metrics.leaseReclaims.inc(moved.length);
    for (const queue of new Set(moved.filter(({ status }) => status === 'PENDING').map((task) => task.queue))) this.dispatch.due(queue);
  }

  private async all(code: string, message: string, move: () => Promise<Moved[]>): Promise<Moved[]> {
    const all: Moved[] = [];
    for (;;) {
      const moved = await move();
      all.push(...moved);
      if (moved.length > 0) this.bell.ring(moved.map(({ id }) => id));
      if (moved.length < BATCH) break;
    }
    for (const { type, status } of all) if (status !== 'PENDING') this.metrics.finished.inc({ type, status, code });
    if (all.length > 0) this.logger.warn({ tasks: all.length, taskIds: all.slice(0, 10).map(({ id }) => id) }, message);
    return all;
  }
}
