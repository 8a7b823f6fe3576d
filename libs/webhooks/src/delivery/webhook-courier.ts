import { Inject, Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { untilFree } from '@app/deadline';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import { type WebhookDelivery, WebhookOutboxRepository, type WebhookResult } from '@app/persistence';
import { Secrets, SecretUnreadable } from '@app/secrets';
import type { Answer } from './answer.js';
import { messageOf } from './message.js';
import { ABANDONED, outcomeLabel, resultOf } from './result.js';
import { WebhookClient } from './webhook-client.js';

/** After that the event is delivered again, when its lease has ended. */
const BUSY_LIMIT_MS = 10_000;

const NO_SECRET: Answer = {
  error: { code: 'no_secret', message: 'WEBHOOK_SECRET, with which it is to be signed, is no longer set.' },
};

/** Delivers one event once, and writes down what came of it. */
@Injectable()
export class WebhookCourier {
  constructor(
    private readonly outbox: WebhookOutboxRepository,
    private readonly client: WebhookClient,
    private readonly secrets: Secrets,
    private readonly configuration: Configuration,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param stop the worker stops: the delivery is given back */
  async deliver(delivery: WebhookDelivery, stop: AbortSignal): Promise<WebhookResult> {
    const startedAt = performance.now();
    const result = await this.attempt(delivery, stop);
    const timed = { ...result, durationMs: Math.round(performance.now() - startedAt) };
    await this.record(delivery, timed);
    return timed;
  }

  /** A row that somebody else holds is asked for again, rather than waited for with a connection. */
  private async settle(delivery: WebhookDelivery, result: WebhookResult): Promise<boolean> {
    const answer = await untilFree(() => this.outbox.settle(delivery, result), { limitMs: BUSY_LIMIT_MS });
    if (answer === 'busy') throw new Error('The row of the delivery is locked by somebody else.');
    return answer;
  }

  private async attempt(
    delivery: WebhookDelivery,
    stop: AbortSignal,
  ): Promise<Omit<WebhookResult, 'durationMs'>> {
    try {
      return resultOf(await this.send(delivery, stop), delivery, this.configuration.webhooks.retryDelaysMs);
    } catch (error) {
      if (stop.aborted) return ABANDONED;
      throw error;
    }
  }

  private async send(delivery: WebhookDelivery, stop: AbortSignal): Promise<Answer> {
    const secret = this.secretOf(delivery);
    return typeof secret === 'string'
      ? this.client.post(delivery.url, messageOf(delivery, secret, new Date()), stop)
      : secret;
  }

  private secretOf({ secret }: WebhookDelivery): string | Answer {
    if (secret === null) return this.configuration.webhooks.secret ?? NO_SECRET;
    try {
      return this.secrets.open(secret);
    } catch (error) {
      if (!(error instanceof SecretUnreadable)) throw error;
      return { error: { code: error.code, message: error.message } };
    }
  }

  /** Where the database is away the lease ends, and the event is delivered again. */
  private async record(delivery: WebhookDelivery, result: WebhookResult): Promise<void> {
    const { id: webhookId, host, task } = delivery;
    const isOurs = await this.settle(delivery, result);
    const outcome = outcomeLabel(result);
    this.metrics.webhookDeliveries.inc({ outcome });
    const context = {
      webhookId,
      taskId: task.id,
      host,
      outcome,
      status: result.httpStatus,
      code: result.error?.code,
      isOurs,
    };
    if (outcome === 'given_up') this.logger.warn(context, 'gave up delivering a webhook');
    else this.logger.debug(context, 'tried to deliver a webhook');
  }
}
