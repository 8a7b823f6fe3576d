import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { TaskTextRepository } from '@app/persistence';
import { Periodic } from '../maintenance/periodic.js';

const INTERVAL_MS = 60_000;
const BATCH = 100;
/** So long after a task's end a reader that lost its connection still goes on with the next piece. */
const KEEP_MS = 60 * 60_000;

/**
 * Drops the pieces of texts whose tasks ended an hour ago: the result has the whole text. Runs in every
 * process.
 */
@Injectable()
export class TextRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RateLimited(60_000);
  private readonly periodic = new Periodic(() => this.drop(), INTERVAL_MS);
  private stopping = false;

  constructor(
    private readonly texts: TaskTextRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.periodic.start();
  }

  onModuleDestroy(): Promise<void> {
    this.stopping = true;
    return this.periodic.stop();
  }

  private async drop(): Promise<void> {
    try {
      for (let dropped = BATCH; dropped === BATCH && !this.stopping;)
        dropped = await this.texts.drop(KEEP_MS, BATCH);
    } catch (error) {
      this.failures.run(() =>
        this.logger.warn({ err: error }, 'could not drop old pieces of text; trying again'),
      );
    }
  }
}
