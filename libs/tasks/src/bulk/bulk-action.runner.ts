import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { BulkActionRepository, BulkBatchFailed } from '@app/persistence';
import { TaskEngine } from '../engine/task-engine.js';
import { Periodic } from '../maintenance/periodic.js';
import { Pulse } from '../maintenance/pulse.js';

const INTERVAL_MS = 1_000;
const BATCH = 200;

/**
 * Does bulk actions, batch by batch. Runs in every process; an action that a dead process left goes on in
 * another one.
 */
@Injectable()
export class BulkActionRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RateLimited(10_000);
  private readonly periodic = new Periodic(() => this.look(), INTERVAL_MS);
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(
    private readonly actions: BulkActionRepository,
    private readonly pulse: Pulse,
    private readonly engine: TaskEngine,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.periodic.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.periodic.stop();
    await this.running;
  }

  /** There is a new action. A hint; the next look comes within a second. */
  wake(): void {
    void this.runAll();
  }

  private async look(): Promise<void> {
    const work = await this.pulse.look().catch(() => null); // the database is away: others say so
    if (work?.bulkActions) await this.runAll();
  }

  private runAll(): Promise<void> {
    this.running ??= this.batches().finally(() => (this.running = null));
    return this.running;
  }

  private async batches(): Promise<void> {
    try {
      while (!this.stopping && (await this.engine.advanceBulk(BATCH)));
    } catch (error) {
      this.failures.run(() =>
        this.logger.warn({ err: causeOf(error) }, 'a batch of a bulk action failed; trying again'),
      );
      if (error instanceof BulkBatchFailed)
        await this.actions.countError(error.actionId).catch(() => undefined); // away: it is not counted
    }
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof BulkBatchFailed ? error.cause : error;
}
