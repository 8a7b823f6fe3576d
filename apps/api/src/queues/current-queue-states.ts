import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { withTimeout } from '@app/deadline';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { Notifier, type QueueStates, QueueStateRepository } from '@app/persistence';
import { SharedAnswer } from '../stats/shared-answer.js';

/** However many tasks are shown, and however long reading takes. */
const SHARING = { freshMs: 1_000, longestFreshMs: 1_000 };
const PATIENCE_MS = 1_000;
const late = (): Error => new Error(`the database did not answer within ${PATIENCE_MS} ms`);

/** What keeps tasks of each queue from being started, as it was at most about a second ago. */
@Injectable()
export class CurrentQueueStates implements OnModuleInit {
  private readonly answer = new SharedAnswer<QueueStates>(() => this.queues.states(), SHARING);
  private readonly failures = new RateLimited(30_000);
  private last: QueueStates = { queues: [], databaseAheadMs: 0 };

  constructor(
    private readonly queues: QueueStateRepository,
    private readonly notifier: Notifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    for (const channel of ['queue_settings', 'worker_drain', 'worker_undrain'] as const)
      this.notifier.on(channel, () => this.forget());
  }

  /** An operator has changed something: who asks next is told of it. */
  forget(): void {
    this.answer.forget();
  }

  /**
   * Where the database does not say in time, what it said last: the answer that wants to know it must not
   * fail for that.
   */
  async get(): Promise<QueueStates> {
    try {
      this.last = await withTimeout(this.answer.get(), PATIENCE_MS, late);
    } catch (error) {
      this.failures.run(() => this.logger.warn({ err: error }, 'could not read why tasks wait'));
    }
    return this.last;
  }
}
