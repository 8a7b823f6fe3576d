import { Inject, Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { Deadline } from '@app/deadline';
import { LOGGER, type Logger, Metrics } from '@app/observability';
import { type ResultEvent, ResultEventRepository } from '@app/persistence';
import { type Destination, MOST_AT_ONCE, type Refusal, SEND_LIMIT_MS } from './destination.js';
import { type EventMessage, eventMessage, grouped } from './event-message.js';

/** Sends events that were leased, and writes down what came of them. */
@Injectable()
export class EventCourier {
  constructor(
    private readonly outbox: ResultEventRepository,
    private readonly configuration: Configuration,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @param stop the worker stops: what was not sent is given back
   * @throws where the destination could not be reached; those events are given back
   */
  async deliver(destination: Destination, events: readonly ResultEvent[], stop: AbortSignal): Promise<void> {
    const groups = grouped(events.map(eventMessage), MOST_AT_ONCE);
    const send = (group: EventMessage[]): Promise<void> => this.sendGroup(destination, group, stop);
    if (!destination.isFifo) {
      const answers = await Promise.allSettled(groups.map(send));
      const failed = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
      if (failed) throw failed.reason;
      return;
    }
    for (const group of groups) await send(group); // one after the other, as their order counts
  }

  private async sendGroup(destination: Destination, group: EventMessage[], stop: AbortSignal): Promise<void> {
    const limit = new Deadline(SEND_LIMIT_MS, [stop]);
    try {
      const refused = await destination.send(group, limit.signal);
      await this.record(destination, group, refused);
    } catch (error) {
      await this.outbox.giveBack(group.map(({ event }) => event));
      throw error;
    } finally {
      limit.stop();
    }
  }

  private async record(destination: Destination, group: EventMessage[], refused: Refusal[]): Promise<void> {
    const codes = new Map(refused.map(({ index, code }) => [index, code]));
    const delivered = group.filter((_, index) => !codes.has(index)).map(({ event }) => event);
    if (delivered.length > 0) await this.outbox.delivered(delivered);
    this.count(destination, 'delivered', delivered.length);
    if (codes.size === 0) return;
    const { retryDelaysMs } = this.configuration.webhooks;
    const said = [...codes].map(([index, code]) => {
      const { event } = group[index] as EventMessage;
      return { event, code, nextInMs: retryDelaysMs[event.refusals] ?? null };
    });
    await this.outbox.refused(
      said.map(({ event: { id, leaseToken }, nextInMs }) => ({ id, leaseToken, nextInMs })),
    );
    for (const one of said) this.tellRefused(destination, one);
  }

  private tellRefused(
    destination: Destination,
    { event, code, nextInMs }: { event: ResultEvent; code: string; nextInMs: number | null },
  ): void {
    const { kind, name } = destination;
    const context = { destination: kind, name, eventId: event.id, taskId: event.task.id, code };
    this.count(destination, nextInMs === null ? 'given_up' : 'refused', 1);
    if (nextInMs === null) this.logger.warn(context, 'gave up telling a result');
    else this.logger.warn(context, 'a result was refused; it is told again');
  }

  private count({ kind }: Destination, outcome: 'delivered' | 'refused' | 'given_up', count: number): void {
    if (count > 0) this.metrics.resultEvents.inc({ destination: kind, outcome }, count);
  }
}
