import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { TaskEventRepository } from '@app/persistence';
import { payloadsOf } from './bell-payload.js';

/** How far apart two notifications of a process are at least. */
const INTERVAL_MS = 25;

/**
 * Tells all processes which tasks have new events: at once when it was quiet, and merged under load. Rung after a commit. It
 * is a hint; readers also look by themselves once a second, so that nothing is lost with it.
 */
@Injectable()
export class EventBell {
  private readonly rung = new Set<string>();
  private readonly failures = new RateLimited(10_000);
  private timer: NodeJS.Timeout | null = null;
  private lastAt = 0;

  constructor(
    private readonly events: TaskEventRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param taskIds none where only the stream of all tasks can have readers, as with tasks that were just accepted */
  ring(taskIds: readonly string[]): void {
    for (const id of taskIds) this.rung.add(id);
    this.timer ??= setTimeout(() => void this.tell(), Math.max(0, this.lastAt + INTERVAL_MS - Date.now()));
  }

  private async tell(): Promise<void> {
    const payloads = payloadsOf([...this.rung]);
    this.rung.clear();
    this.lastAt = Date.now();
    this.timer = null;
    try {
      await this.events.tell(payloads);
    } catch (error) {
      this.failures.run(() => this.logger.warn({ err: error }, 'could not notify of events; their readers look for them themselves'));
    }
  }
}
