import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { TaskTextRepository } from '@app/persistence';

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
  private readonly loop = new BackgroundLoop({
    name: 'text retention',
    pass: () => this.drop(),
    everyMs: INTERVAL_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not drop old pieces of text; trying again'),
  });

  constructor(
    private readonly texts: TaskTextRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  private async drop(): Promise<number | null> {
    return (await this.texts.drop(KEEP_MS, BATCH)) === BATCH ? 0 : null;
  }
}
