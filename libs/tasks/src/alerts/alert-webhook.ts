import { Inject, Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { Deadline } from '@app/deadline';
import { LOGGER, type Logger } from '@app/observability';
import { type AlertMessage, QueueAlertRepository } from '@app/persistence';

const LIMIT_MS = 5_000;
const MOST_TRIES = 10;

/**
 * Posts what changed about the alerts of queues. A message is kept until it was taken, by whichever process
 * sends it.
 */
@Injectable()
export class AlertWebhook {
  private readonly url: string | null;

  constructor(
    private readonly alerts: QueueAlertRepository,
    configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.url = configuration.queueAlerts.webhookUrl;
  }

  get isOn(): boolean {
    return this.url !== null;
  }

  async sendAll(): Promise<void> {
    for (let message = await this.next(); message; message = await this.next()) await this.send(message);
  }

  private async next(): Promise<AlertMessage | null> {
    return this.url === null ? null : this.alerts.nextMessage();
  }

  private async send(message: AlertMessage): Promise<void> {
    const problem = await this.post(message);
    if (problem !== null && message.tries < MOST_TRIES) {
      this.logger.warn(
        { tries: message.tries, problem },
        'the webhook for queue alerts was not taken; trying again later',
      );
      return;
    }
    if (problem !== null)
      this.logger.error({ tries: message.tries, problem }, 'the webhook for queue alerts was given up');
    await this.alerts.forgetMessage(message.id);
  }

  /** @returns what went wrong; null where it was taken */
  private async post({ id, body }: AlertMessage): Promise<string | null> {
    const limit = new Deadline(LIMIT_MS);
    try {
      const answer = await fetch(this.url as string, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'webhook-id': id },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: limit.signal,
      });
      await answer.body?.cancel();
      return answer.ok ? null : `HTTP ${answer.status}`;
    } catch (error) {
      return (error as Error).name; // its message may hold the URL, and that a key
    } finally {
      limit.stop();
    }
  }
}
