import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '@app/config';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { type Moved, ReconcilerPassRepository } from '@app/persistence';
import { TaskEngine } from '../engine/task-engine.js';
import { OverdueWork } from '../remote/overdue-work.js';
import { ReclaimWatch } from './reclaim-watch.js';

const INTERVAL_MS = 2_000;
const BATCH = 200;
/** Ids in a line of the log. */
const MOST_LOGGED = 10;

/** How long a worker may take to stop a cancelled task, before the task is cancelled without it. */
const CANCEL_GRACE_MS = 10_000;

/**
 * Makes the transitions that nobody asks for: lost leases, expiry, cancels that were not answered. Runs in
 * every process.
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly leases: ReclaimWatch;
  private readonly loop = new BackgroundLoop({
    name: 'reconciler',
    pass: () => this.reconcile(),
    everyMs: INTERVAL_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not reconcile; trying again'),
  });

  constructor(
    private readonly engine: TaskEngine,
    private readonly overdue: OverdueWork,
    passes: ReconcilerPassRepository,
    configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.leases = new ReclaimWatch(passes, configuration.leaseMs, logger);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  private async reconcile(): Promise<void> {
    try {
      await this.all('tasks taken from workers that stopped answering', () => this.reclaim());
      await this.all('attempts of workers over HTTP timed out', () => this.overdue.timeOut(BATCH));
      await this.all('tasks expired', () => this.engine.expire(BATCH));
      await this.all('cancels forced: their workers did not answer', () =>
        this.engine.forceCancel(CANCEL_GRACE_MS, BATCH),
      );
    } catch (error) {
      this.leases.failed();
      throw error;
    }
  }

  private async reclaim(): Promise<Moved[]> {
    return (await this.leases.mayReclaim()) ? this.engine.reclaim(BATCH) : [];
  }

  private async all(message: string, move: () => Promise<Moved[]>): Promise<void> {
    let count = 0;
    const taskIds: string[] = [];
    for (let moved = BATCH; moved === BATCH && !this.loop.stopping;) {
      const tasks = await move();
      moved = tasks.length;
      count += moved;
      taskIds.push(...tasks.slice(0, MOST_LOGGED - taskIds.length).map(({ id }) => id));
    }
    if (count > 0) this.logger.warn({ tasks: count, taskIds }, message);
  }
}
