import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { WorkerRepository } from '@app/persistence';
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
  private offer: WorkerOffer | null = null;
  private status: 'online' | 'draining' = 'online';
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly workers: WorkerRepository,
    private readonly worker: WorkerIdentity,
    private readonly running: RunningTasks,
    private readonly runner: TaskRunner,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Must be called before the application starts. */
  announce(offer: WorkerOffer): void {
    this.offer = offer;
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

  private async report(): Promise<void> {
    if (!this.offer) return;
    const { id, host, pid } = this.worker;
    const { completed, failed } = this.runner.counts;
    try {
      await this.workers.report({ id, host, pid, ...this.offer, status: this.status, activeTasks: this.running.size, completed, failed });
      await this.workers.forget(FORGET_AFTER_MS);
    } catch (error) {
      this.failures.run(() => this.logger.warn({ err: error }, 'could not report to the registry of workers'));
    }
  }
}
