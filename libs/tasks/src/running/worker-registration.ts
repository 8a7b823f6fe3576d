import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { OutboxRepository, Notifier, RemoteWorkRepository, WorkerRepository } from '@app/persistence';
import { TaskTypeRegistry } from '../types/task-type.registry.js';
import { ProcessLoad } from './process-load.js';
import { RunningTasks } from './running-tasks.js';
import { TaskRunner } from './task.runner.js';
import { WorkerIdentity } from './worker-identity.js';

const REPORT_INTERVAL_MS = 5_000;
const FORGET_AFTER_MS = 60 * 60_000;
/** Of tasks that waited for a worker that knows their type. */
const EXPECTED_AT_ONCE = 1_000;

/** What a worker takes, as it is told once by the app. */
export interface WorkerOffer {
  readonly version: string;
  readonly queues: readonly string[];
  /** Tasks of one queue at once. */
  readonly concurrency: number;
}

/** What an operator can tell a worker to do. */
export interface OperatorOrders {
  readonly takeNoMore: () => Promise<void>;
  readonly takeAgain: () => Promise<void>;
}

/** Keeps this worker's row in the registry, and does what an operator has written there. */
@Injectable()
export class WorkerRegistration implements OnModuleInit, OnApplicationBootstrap {
  private readonly load = new ProcessLoad();
  private offer: WorkerOffer | null = null;
  private orders: OperatorOrders | null = null;
  private drained = false;
  private isExpected = false;
  private stopping = false;
  private readonly loop = new BackgroundLoop({
    name: 'worker registration',
    pass: () => this.report(),
    everyMs: REPORT_INTERVAL_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not report to the registry of workers'),
  });

  constructor(
    private readonly workers: WorkerRepository,
    private readonly notifier: Notifier,
    private readonly worker: WorkerIdentity,
    private readonly running: RunningTasks,
    private readonly runner: TaskRunner,
    private readonly types: TaskTypeRegistry,
    private readonly outbox: OutboxRepository,
    private readonly remote: RemoteWorkRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Must be called before the application starts. */
  announce(offer: WorkerOffer): void {
    this.offer = offer;
  }

  /**
   * The row says what is wanted, and is read at every report: a notification that was lost or came late
   * changes nothing.
   */
  onOrders(orders: OperatorOrders): void {
    this.orders = orders;
  }

  onModuleInit(): void {
    const hear = (id: string): void => void (id === this.worker.id && this.loop.wake());
    this.notifier.on('worker_drain', hear);
    this.notifier.on('worker_undrain', hear);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.loop.start();
    await this.loop.passNow();
  }

  /** The process is about to end; from now on no operator changes anything. */
  async startStopping(): Promise<void> {
    this.stopping = true;
    await this.loop.passNow();
  }

  /** The last word of a worker that stops well. */
  async leave(): Promise<void> {
    await this.loop.stop();
    // it will be shown as lost and forgotten later
    await this.workers.remove(this.worker.id).catch(() => undefined);
  }

  private async report(): Promise<void> {
    if (!this.offer) return;
    const drainRequested = await this.write(this.offer);
    if (drainRequested !== this.drained && !this.stopping) await this.obey(drainRequested, this.offer);
    await this.workers.forget(FORGET_AFTER_MS);
    if (!this.isExpected) await this.expectTasks(this.offer);
  }

  private async write(offer: WorkerOffer): Promise<boolean> {
    const { id, host, pid } = this.worker;
    const status = this.drained || this.stopping ? 'draining' : 'online';
    const own = {
      id,
      host,
      pid,
      ...offer,
      types: this.typesOf(offer),
      status,
      activeTasks: this.running.size,
      ...this.runner.counts,
      ...this.load.measure(),
    } as const;
    return (await this.workers.report(own)).drainRequested;
  }

  /**
   * What other workers gave back, as they do not know its type, need not wait for its next try. What waits
   * for workers over HTTP that had the type before is ours now.
   */
  private async expectTasks(offer: WorkerOffer): Promise<void> {
    const types = this.typesOf(offer);
    while ((await this.remote.takeOver(types, EXPECTED_AT_ONCE)) === EXPECTED_AT_ONCE && !this.stopping);
    while ((await this.outbox.expect(types, EXPECTED_AT_ONCE)) === EXPECTED_AT_ONCE && !this.stopping);
    this.isExpected = true;
  }

  private typesOf({ queues }: WorkerOffer): string[] {
    const known = this.types.all().filter(({ queue }) => queues.includes(queue));
    return known.map(({ name }) => name);
  }

  private async obey(drain: boolean, offer: WorkerOffer): Promise<void> {
    if (!this.orders) return;
    this.logger.info(
      drain
        ? 'an operator wants this worker to take no more'
        : 'an operator wants this worker to take tasks again',
    );
    await (drain ? this.orders.takeNoMore() : this.orders.takeAgain());
    this.drained = drain;
    await this.write(offer);
  }
}
