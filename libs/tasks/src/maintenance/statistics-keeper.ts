import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { QueueCountRepository, StatisticsRollupRepository } from '@app/persistence';
import { TaskTypes } from '../types/task-types.js';

const INTERVAL_MS = 10_000;

/**
 * Counts what happened in the minutes that are over, samples the queues, and keeps their counts small and
 * true. Runs in every process; each minute is counted once.
 */
@Injectable()
export class StatisticsKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new BackgroundLoop({
    name: 'statistics',
    pass: () => this.keep(),
    everyMs: INTERVAL_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not keep the statistics; trying again'),
  });

  constructor(
    private readonly statistics: StatisticsRollupRepository,
    private readonly counts: QueueCountRepository,
    private readonly types: TaskTypes,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  private async keep(): Promise<void> {
    await this.keepCounts();
    await this.statistics.sampleQueues(this.types.queues());
    while (!this.loop.stopping && (await this.statistics.rollUp())); // after an outage there are many hours
  }

  private async keepCounts(): Promise<void> {
    await this.counts.fold();
    const wrong = await this.counts.check();
    if (wrong > 0)
      this.logger.error({ counts: wrong }, 'counts of waiting or failed tasks were wrong, and are corrected');
  }
}
