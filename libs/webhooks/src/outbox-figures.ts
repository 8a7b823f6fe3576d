import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import { WebhookRepository } from '@app/persistence';

const INTERVAL_MS = 10_000;

/** Keeps the metrics of the outbox; they are those of the whole cluster in every process. */
@Injectable()
export class OutboxFigures implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new BackgroundLoop({
    name: 'webhook figures',
    pass: () => this.refresh(),
    everyMs: INTERVAL_MS,
    onFailure: (failure) =>
      this.logger.warn(failure, 'could not count the webhooks to deliver; trying again'),
  });

  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start(0);
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  private async refresh(): Promise<void> {
    const { undelivered, oldestAgeSeconds } = await this.webhooks.backlog();
    this.metrics.webhooksUndelivered.set(undelivered);
    this.metrics.webhooksOldestAge.set(oldestAgeSeconds);
  }
}
