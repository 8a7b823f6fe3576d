import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger, Metrics, RateLimited } from '@app/observability';
import { WebhookRepository } from '@app/persistence';
import { Periodic } from '@app/tasks';

const INTERVAL_MS = 10_000;

/** Keeps the metrics of the outbox; they are those of the whole cluster in every process. */
@Injectable()
export class OutboxFigures implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RateLimited(60_000);
  private readonly periodic = new Periodic(() => this.refresh(), INTERVAL_MS);

  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void this.refresh();
    this.periodic.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.periodic.stop();
  }

  private async refresh(): Promise<void> {
    try {
      const { undelivered, oldestAgeSeconds } = await this.webhooks.backlog();
      this.metrics.webhooksUndelivered.set(undelivered);
      this.metrics.webhooksOldestAge.set(oldestAgeSeconds);
    } catch (error) {
      this.failures.run(() =>
        this.logger.warn({ err: error }, 'could not count the webhooks to deliver; trying again'),
      );
    }
  }
}
