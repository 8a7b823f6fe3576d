import { setTimeout as delay } from 'node:timers/promises';
import type { WorkerHost } from '@nestjs/bullmq';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Configuration } from '@app/config';
import { waitAtMost } from '@app/deadline';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import { BROKER, type Broker, brokerReady } from '@app/queue';
import { concurrencyOf, TaskRunner, WorkerRegistration } from '@app/tasks';
import type { Worker } from 'bullmq';
import { processorFor } from './processors/processors.js';
import { WORKER_QUEUES } from './worker-queues.js';

const RESTART_MS = 1_000;
const ORDER_LIMIT_MS = 2_000;

/** Starts BullMQ's workers when all else stands, and stops them before anything else goes. */
@Injectable()
export class Consumers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopping = false;
  private drained = false;
  /** Another process is about to take its place. */
  private paused = false;
  /** Queues whose consuming loop has ended although it should run. */
  readonly stuck = new Set<string>();

  constructor(
    @Inject(WORKER_QUEUES) private readonly queues: readonly string[],
    @Inject(BROKER) private readonly broker: Broker,
    private readonly modules: ModuleRef,
    private readonly runner: TaskRunner,
    private readonly registration: WorkerRegistration,
    private readonly configuration: Configuration,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Whether it takes no more tasks: it stops, or an operator wants it so. */
  get draining(): boolean {
    return this.stopping || this.drained || this.paused;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.registration.onOrders({ takeNoMore: () => this.drain(), takeAgain: () => this.undrain() });
    await brokerReady(
      this.broker,
      this.queues.map((queue) => this.workerOf(queue)),
    );
    const { concurrency } = this.configuration.worker;
    for (const queue of this.queues) {
      this.workerOf(queue).concurrency = concurrencyOf(queue, concurrency);
      void this.consume(queue);
    }
    this.countSlots();
    this.logger.info({ queues: this.queues, concurrency }, 'taking tasks');
  }

  /** Runs while the database is still connected: Nest may destroy the DataSource in any later phase. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    const workers = this.queues.map((queue) => this.workerOf(queue));
    await Promise.all([this.takeNoMore(), waitAtMost(ORDER_LIMIT_MS, this.registration.startStopping())]);
    await this.runner.drain(this.configuration.worker.drainMs);
    // what is handed over until then is given back
    await Promise.all(workers.map((worker) => worker.close()));
    await this.registration.leave();
  }

  /** Takes no more, until it is told to resume: another process is about to take its place. */
  pause(): Promise<void> {
    this.paused = true;
    return this.takeNoMore();
  }

  /** Takes again, unless an operator wants it to take no more. */
  resume(): Promise<void> {
    this.paused = false;
    return this.takeAgain();
  }

  private drain(): Promise<void> {
    this.drained = true;
    return this.takeNoMore();
  }

  private undrain(): Promise<void> {
    this.drained = false;
    return this.takeAgain();
  }

  /** What runs goes on. What BullMQ has already fetched is given back. */
  private async takeNoMore(): Promise<void> {
    this.runner.takeNoMore();
    const paused = Promise.all(this.queues.map((queue) => this.workerOf(queue).pause(true)));
    await waitAtMost(ORDER_LIMIT_MS, paused);
    this.countSlots();
  }

  private async takeAgain(): Promise<void> {
    if (this.draining) return;
    this.runner.takeAgain();
    const resumed = Promise.all(this.queues.map((queue) => this.workerOf(queue).resume()));
    await waitAtMost(ORDER_LIMIT_MS, resumed);
    this.countSlots();
  }

  private countSlots(): void {
    const { concurrency } = this.configuration.worker;
    for (const queue of this.queues)
      this.metrics.slots.set({ queue }, this.draining ? 0 : concurrencyOf(queue, concurrency));
  }

  /**
   * Of a paused worker run() ends at once or when its tasks have ended; resume() may run it before this loop
   * does.
   */
  private async consume(queue: string): Promise<void> {
    const worker = this.workerOf(queue);
    while (!this.stopping) {
      try {
        if (!worker.isRunning()) await worker.run();
        this.stuck.delete(queue);
      } catch (error) {
        if (this.stopping) return;
        this.stuck.add(queue);
        this.logger.error({ err: error, queue }, 'the consumer stopped; starting it again');
      }
      await delay(RESTART_MS);
    }
  }

  private workerOf(queue: string): Worker {
    return this.modules.get<WorkerHost>(processorFor(queue), { strict: false }).worker;
  }
}
