import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '@app/config';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { type QueueAlert, QueueAlertRepository } from '@app/persistence';
import { AlertWebhook } from './alert-webhook.js';

const INTERVAL_MS = 5_000;

/**
 * Says when a queue is longer or older than its limit, and when that is over; once for the whole cluster.
 * Runs in every process.
 */
@Injectable()
export class QueueAlerts implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new BackgroundLoop({
    name: 'queue alerts',
    pass: () => this.check(),
    everyMs: INTERVAL_MS,
    onFailure: (failure) =>
      this.logger.warn(failure, 'could not look for queues that are too long or too old'),
  });

  constructor(
    private readonly alerts: QueueAlertRepository,
    private readonly webhook: AlertWebhook,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  private async check(): Promise<void> {
    const changes = await this.alerts.check(this.configuration.queueAlerts, this.webhook.isOn);
    for (const alert of changes?.raised ?? []) this.logger.warn(lineOf(alert), TEXTS[alert.reason]);
    for (const alert of changes?.resolved ?? [])
      this.logger.info(lineOf(alert), 'the alert of a queue is over');
    await this.webhook.sendAll();
  }
}

const TEXTS = {
  waiting: 'a queue is longer than its limit',
  age: 'a task of a queue waits for longer than its limit',
} as const;

function lineOf({ queue, reason, value, highest, limit, since }: QueueAlert): object {
  return { queue, reason, value, highest, limit, since };
}
