import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { Notifier, WorkerRepository } from '@app/persistence';
import { ProcessLoad } from './process-load.js';
import { RunningTasks } from './running-tasks.js';
import { TaskRunner } from './task.runner.js';
import { WorkerIdentity } from './worker-identity.js';

const REPORT_INTERVAL_MS = 5_000;
const FORGET_AFTER_MS = 60 * 60_000;

/** What a worker takes, as it is told once by the app. */
export interface WorkerOffer {
  readonly version: string;
  readonly queues: readonly string[];
  /** Tasks of one queue at once. */
  readonly concurrency: number;
}

/** Keeps this worker's row in the registry. */
@Injectable()
export class WorkerRegistration implements OnApplicationBootstrap {
  private readonly failures = new RateLimited(30_000);
  private readonly load = new ProcessLoad();
  private offer: WorkerOffer | null = null;
  private status: 'online' | 'draining' = 'online';
  private timer: NodeJS.Timeout | null = null;
  private drain: () => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly workers: WorkerRepository,
    private readonly notifier: Notifier,
    private readonly worker: WorkerIdentity,
    private readonly running: RunningTasks,
    private readonly runner: TaskRunner,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Must be called before the application starts. */
  announce(offer: WorkerOffer): void {
    this.offer = offer;
  }

  /** @param drain what is done when an operator wants this worker to take no more; once */
  onDrainRequest(drain: () => Promise<void>): void {
    this.drain = drain;
    this.notifier.on('worker_drain', (id) => void (id === this.worker.id && this.drainOnce()));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.report();
    this.timer = setInterval(() => void this.report(), REPORT_INTERVAL_MS);
  }

  async startDraining(): Promise<void> {
    this.status = 'draining';
    await this.report();
  }

  /** The last word of a worker that stops well. */
  async leave(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.workers.remove(this.worker.id).catch(() => undefined); // it will be shown as lost and forgotten later
  }

  private async drainOnce(): Promise<void> {
    if (this.status === 'draining') return;
    this.logger.info('an operator wants this worker to take no more');
    await this.drain();
  }

  private async report(): Promise<void> {
    if (!this.offer) return;
    const { id, host, pid } = this.worker;
    try {
      const { running, runner, load, status } = this;
      const own = { id, host, pid, ...this.offer, status, activeTasks: running.size, ...runner.counts, ...load.measure() };
      const { drainRequested } = await this.workers.report(own);
      if (drainRequested) void this.drainOnce();
      await this.workers.forget(FORGET_AFTER_MS);
    } catch (error) {
      this.failures.run(() => this.logger.warn({ err: error }, 'could not report to the registry of workers'));
    }
  }
}
