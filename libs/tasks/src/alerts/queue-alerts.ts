import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '@app/config';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { type QueueAlert, QueueAlertRepository } from '@app/persistence';
import { Periodic } from '../maintenance/periodic.js';
import { AlertWebhook } from './alert-webhook.js';

const INTERVAL_MS = 5_000;

/**
 * Says when a queue is longer or older than its limit, and when that is over; once for the whole cluster.
 * Runs in every process.
 */
@Injectable()
export class QueueAlerts implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RateLimited(60_000);
  private readonly periodic = new Periodic(() => this.look(), INTERVAL_MS);

  constructor(
    private readonly alerts: QueueAlertRepository,
    private readonly webhook: AlertWebhook,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.periodic.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.periodic.stop();
  }

  private async look(): Promise<void> {
    try {
      const changes = await this.alerts.check(this.configuration.queueAlerts, this.webhook.isOn);
      for (const alert of changes?.raised ?? []) this.logger.warn(lineOf(alert), TEXTS[alert.reason]);
      for (const alert of changes?.resolved ?? [])
        this.logger.info(lineOf(alert), 'the alert of a queue is over');
      await this.webhook.sendAll();
    } catch (error) {
      this.failures.run(() =>
        this.logger.warn({ err: error }, 'could not look for queues that are too long or too old'),
      );
    }
  }
}

const TEXTS = {
  waiting: 'a queue is longer than its limit',
  age: 'a task of a queue waits for longer than its limit',
} as const;

function lineOf({ queue, reason, value, highest, limit, since }: QueueAlert): object {
  return { queue, reason, value, highest, limit, since };
}
