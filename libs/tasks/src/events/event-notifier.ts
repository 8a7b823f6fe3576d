import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { TaskEventRepository } from '@app/persistence';
import { payloadsOf } from './notification-payload.js';

/** How far apart the notifications of a process are under load. */
const INTERVAL_MS = 25;
/**
 * How many may follow each other at once after a pause: a task that only starts and ends is not to wait with
 * its end.
 */
const AT_ONCE = 4;

/**
 * Notifies all processes of tasks that have new events: at once when it was quiet, and merged under load.
 * Called after a commit. It is a hint; readers also read by themselves once a second, so that nothing is
 * lost with it.
 */
@Injectable()
export class EventNotifier {
  private readonly waiting = new Set<string>();
  private readonly failures = new RateLimited(10_000);
  private timer: NodeJS.Timeout | null = null;
  /** When all notifications would have been sent at even intervals. */
  private evenAt = 0;

  constructor(
    private readonly events: TaskEventRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @param taskIds none where only the stream of all tasks can have readers, as with tasks that were just
   *   accepted
   */
  notify(taskIds: readonly string[]): void {
    for (const id of taskIds) this.waiting.add(id);
    this.timer ??= setTimeout(
      () => void this.send(),
      Math.max(0, this.evenAt - (AT_ONCE - 1) * INTERVAL_MS - performance.now()),
    );
  }

  private async send(): Promise<void> {
    const payloads = payloadsOf([...this.waiting]);
    this.waiting.clear();
    this.evenAt = Math.max(this.evenAt, performance.now()) + INTERVAL_MS;
    this.timer = null;
    try {
      await this.events.notify(payloads);
    } catch (error) {
      this.failures.run(() =>
        this.logger.warn({ err: error }, 'could not notify of events; their readers find them by themselves'),
      );
    }
  }
}
