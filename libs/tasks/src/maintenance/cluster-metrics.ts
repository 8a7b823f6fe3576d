import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LOGGER, type Logger, Metrics, RateLimited } from '@app/observability';
import {
  noTasksOf,
  type QueueAlert,
  QueueAlertRepository,
  type QueueCounts,
  QueueSettingsRepository,
  QueueStatsRepository,
} from '@app/persistence';
import { demandOf } from '../queues/demand.js';
import { TaskTypes } from '../types/task-types.js';

const FRESH_MS = 1_000;

/**
 * The gauges that are true of the whole cluster, read from the database at every scrape: right from any one
 * process.
 */
@Injectable()
export class ClusterMetrics implements OnModuleInit {
  private readonly failures = new RateLimited(60_000);
  private freshUntil = 0;

  constructor(
    private readonly stats: QueueStatsRepository,
    private readonly alerts: QueueAlertRepository,
    private readonly settings: QueueSettingsRepository,
    private readonly types: TaskTypes,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.metrics.beforeScrape(() => this.collect());
  }

  /** Without the database there are no values: none is better than an old one. */
  private async collect(): Promise<void> {
    if (Date.now() < this.freshUntil) return;
    this.freshUntil = Date.now() + FRESH_MS;
    try {
      const [counts, settings, alerts] = await Promise.all([
        this.stats.counts(),
        this.settings.all(),
        this.alerts.active(),
      ]);
      this.forget();
      for (const queue of this.types.queues()) {
        const ofQueue = counts.find((one) => one.queue === queue) ?? noTasksOf(queue);
        this.set(queue, ofQueue, alerts);
        const set = settings.find((one) => one.queue === queue);
        this.metrics.queueDemand.set({ queue }, demandOf(ofQueue, set));
      }
      const ofBroker = this.types.brokerQueues();
      const delivered = counts.filter(({ queue }) => ofBroker.includes(queue));
      this.metrics.outboxUndelivered.set(delivered.reduce((sum, { undelivered }) => sum + undelivered, 0));
      this.metrics.outboxOldestAge.set(
        Math.max(0, ...delivered.map(({ oldestUndeliveredAgeSeconds }) => oldestUndeliveredAgeSeconds ?? 0)),
      );
    } catch (error) {
      this.forget();
      this.failures.run(() => this.logger.warn({ err: error }, 'could not count the queues for the metrics'));
    }
  }

  private set(queue: string, counts: QueueCounts, alerts: readonly QueueAlert[]): void {
    for (const state of ['waiting', 'delayed', 'active', 'failed'] as const)
      this.metrics.queueTasks.set({ queue, state }, counts[state]);
    this.metrics.queueOldestAge.set({ queue }, Math.max(0, counts.oldestWaitingAgeSeconds ?? 0));
    for (const reason of ['waiting', 'age'] as const) {
      const isActive = alerts.some((alert) => alert.queue === queue && alert.reason === reason);
      this.metrics.queueAlerts.set({ queue, reason }, isActive ? 1 : 0);
    }
  }

  private forget(): void {
    const { queueTasks, queueDemand, queueOldestAge, queueAlerts, outboxUndelivered, outboxOldestAge } =
      this.metrics;
    for (const gauge of [queueTasks, queueDemand, queueOldestAge, queueAlerts]) gauge.reset();
    for (const gauge of [outboxUndelivered, outboxOldestAge]) gauge.remove();
  }
}
