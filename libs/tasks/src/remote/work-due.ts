import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { RemoteWorkRepository } from '@app/persistence';

/** How far apart two notifications of a process are. */
const INTERVAL_MS = 50;

/**
 * Tells all processes that tasks for workers over HTTP became due. A hint: who waits also looks once a
 * second.
 */
@Injectable()
export class WorkDue {
  private readonly failures = new RateLimited(10_000);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly work: RemoteWorkRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  tell(): void {
    this.timer ??= setTimeout(() => void this.send(), INTERVAL_MS).unref();
  }

  private async send(): Promise<void> {
    this.timer = null;
    try {
      await this.work.notifyDue();
    } catch (err) {
      this.failures.run(() =>
        this.logger.warn({ err }, 'could not notify of due tasks; those who wait find them by themselves'),
      );
    }
  }
}
