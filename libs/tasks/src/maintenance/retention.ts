import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '@app/config';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import {
  IdempotencyRepository,
  type RemovalPosition,
  ResultEventRepository,
  TaskRetentionRepository,
} from '@app/persistence';

const INTERVAL_MS = 60_000;

/**
 * Bounded, with a rest after each that is a share of its time: removing keeps up with any intake, and live
 * traffic comes first.
 */
const BATCH = 1_000;
const REST_SHARE = 0.25;

/** As long as SQS keeps a message at most. */
const EVENT_LIFETIME_MS = 14 * 86_400_000;

/**
 * Removes ended tasks that are older than TASK_RETENTION_DAYS, idempotency keys whose 24 hours are over, and
 * results that no queue or topic took for two weeks. Files that only these tasks referred to are then removed
 * by FileRemoval. Runs in every process, but only one removes at a time.
 */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new BackgroundLoop({
    name: 'retention',
    pass: () => this.pass(),
    everyMs: INTERVAL_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not remove old tasks; trying again'),
  });

  constructor(
    private readonly tasks: TaskRetentionRepository,
    private readonly keys: IdempotencyRepository,
    private readonly events: ResultEventRepository,
    private readonly configuration: Configuration,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  /** Removes all that is due. */
  async pass(): Promise<void> {
    const removed = await this.removeTasks();
    this.metrics.tasksRemoved.inc(removed);
    if (removed > 0)
      this.logger.info({ tasks: removed }, 'removed tasks that ended longer ago than TASK_RETENTION_DAYS');
    await this.inBatches(async () => (await this.keys.forget(BATCH)) === BATCH);
    await this.inBatches(async () => (await this.events.removeOlder(EVENT_LIFETIME_MS, BATCH)) === BATCH);
  }

  private async removeTasks(): Promise<number> {
    let all = 0;
    let after: RemovalPosition | null = null;
    await this.inBatches(async () => {
      const { removed, last } = await this.tasks.removeEnded(
        this.configuration.taskRetentionMs,
        BATCH,
        after ?? undefined,
      );
      all += removed;
      after = last;
      return last !== null;
    });
    return all;
  }

  /** @param remove one batch; answers whether there may be more */
  private async inBatches(remove: () => Promise<boolean>): Promise<void> {
    while (!this.loop.stopping) {
      const from = performance.now();
      if (!(await remove())) return;
      await delay(REST_SHARE * (performance.now() - from));
    }
  }
}
