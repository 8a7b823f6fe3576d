import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop, type LoopFailure } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { BulkActionRepository, BulkBatchFailed } from '@app/persistence';
import { TaskEngine } from '../engine/task-engine.js';
import { Pulse } from '../maintenance/pulse.js';

const INTERVAL_MS = 1_000;
const BATCH = 200;

/**
 * Does bulk actions, batch by batch. Runs in every process; an action that a dead process left goes on in
 * another one.
 */
@Injectable()
export class BulkActionRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new BackgroundLoop({
    name: 'bulk actions',
    pass: () => this.pass(),
    everyMs: INTERVAL_MS,
    onFailure: (failure) => this.report(failure),
  });

  constructor(
    private readonly actions: BulkActionRepository,
    private readonly pulse: Pulse,
    private readonly engine: TaskEngine,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  /** There is a new action. A hint; the next look comes within a second. */
  wake(): void {
    this.pulse.forget();
    this.loop.wake();
  }

  private async pass(): Promise<number | null> {
    if (!(await this.pulse.look()).bulkActions) return null;
    try {
      return (await this.engine.advanceBulk(BATCH)) ? 0 : null;
    } catch (error) {
      if (error instanceof BulkBatchFailed)
        await this.actions.countError(error.actionId).catch(() => undefined); // away: it is not counted
      throw error;
    }
  }

  private report({ err, ...failure }: LoopFailure): void {
    if (err instanceof BulkBatchFailed)
      this.logger.warn({ ...failure, err: err.cause }, 'a batch of a bulk action failed; trying again');
    else this.logger.warn({ ...failure, err }, 'could not look for bulk actions; trying again');
  }
}
