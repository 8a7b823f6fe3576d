import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { QueueCountRepository, StatisticsRollupRepository } from '@app/persistence';
import { TaskTypeRegistry } from '../task-type.registry.js';
import { Periodic } from './periodic.js';

const INTERVAL_MS = 10_000;

/**
 * Counts what happened in the minutes that are over, samples the queues, and keeps their counts small and
 * true. Runs in every process; each minute is counted once.
 */
@Injectable()
export class StatisticsKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RateLimited(60_000);
  private readonly periodic = new Periodic(() => this.keep(), INTERVAL_MS);
  private stopping = false;

  constructor(
    private readonly statistics: StatisticsRollupRepository,
    private readonly counts: QueueCountRepository,
    private readonly types: TaskTypeRegistry,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.periodic.start();
  }

  onModuleDestroy(): Promise<void> {
    this.stopping = true;
    return this.periodic.stop();
  }

  private async keep(): Promise<void> {
    try {
      await this.keepCounts();
      await this.statistics.sampleQueues(this.types.queues());
      while (!this.stopping && (await this.statistics.rollUp())); // after an outage there are many hours
    } catch (error) {
      this.failures.run(() =>
        this.logger.warn({ err: error }, 'could not keep the statistics; trying again'),
      );
    }
  }

  private async keepCounts(): Promise<void> {
    await this.counts.fold();
    const wrong = await this.counts.check();
    if (wrong > 0)
      this.logger.error({ counts: wrong }, 'counts of waiting or failed tasks were wrong, and are corrected');
  }
}
