import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, Metrics, RateLimited } from '@app/observability';

/**
 * BullMQ emits an error for every try while its broker is away: thousands a second. One line in ten seconds
 * says it too.
 */
@Injectable()
export class ConsumerErrors {
  private readonly lines = new RateLimited(10_000);

  constructor(
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  tell(queue: string, error: Error): void {
    this.metrics.brokerErrors.inc({ call: 'consume' });
    this.lines.run((suppressed) =>
      this.logger.warn({ err: error, queue, suppressed }, 'the consumer lost its broker; trying again'),
    );
  }
}
