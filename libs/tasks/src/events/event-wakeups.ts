import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { Notifier } from '@app/persistence';
import { taskIdsIn } from './notification-payload.js';

/** Events whose notification was lost are found this late. */
const POLL_MS = 1_000;

/** Says when there may be something to read: on a notification, and now and then without one. */
@Injectable()
export class EventWakeups implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly listeners: ((taskIds: readonly string[] | 'all') => void)[] = [];
  private readonly poll = new BackgroundLoop({
    name: 'event poll',
    pass: async () => this.wake('all'),
    everyMs: POLL_MS,
    onFailure: (failure) => this.logger.error(failure, 'could not wake the readers of events'),
  });

  constructor(
    private readonly notifier: Notifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param wake gets the tasks that have new events, or `all` where any may have */
  on(wake: (taskIds: readonly string[] | 'all') => void): void {
    this.listeners.push(wake);
  }

  onModuleInit(): void {
    this.notifier.on('task_events', (payload) => this.wake(taskIdsIn(payload)));
  }

  onApplicationBootstrap(): void {
    this.poll.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.poll.stop();
  }

  private wake(taskIds: readonly string[] | 'all'): void {
    for (const listener of this.listeners) listener(taskIds);
  }
}
