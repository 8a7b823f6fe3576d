import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { FileRepository } from '@app/persistence';
import { Periodic } from '@app/tasks';
import { FILE_STORAGE, type FileStorage } from './storage/file-storage.js';

const INTERVAL_MS = 5_000;
const BATCH = 50;
const AT_ONCE = 5;

/**
 * A file that is in use is looked at again after so long: a reference that goes makes it due at once anyway.
 */
const LOOK_AGAIN_MS = 24 * 60 * 60 * 1000;

/**
 * Removes files that nothing refers to: first their rows, then their bytes. A row is left for bytes that are
 * still to be removed, so a crash or a storage that is away only delays it. Runs in every process.
 */
@Injectable()
export class FileRemoval implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RateLimited(60_000);
  private readonly periodic = new Periodic(() => this.pass(), INTERVAL_MS);
  private stopping = false;

  constructor(
    private readonly files: FileRepository,
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.periodic.start();
  }

  onModuleDestroy(): Promise<void> {
    this.stopping = true;
    return this.periodic.stop();
  }

  /** One look at everything that is due. */
  async pass(): Promise<void> {
    try {
      await this.removeUnused();
      await this.removeBytes();
    } catch (error) {
      this.failures.run((suppressed) =>
        this.logger.warn({ err: error, suppressed }, 'could not remove unused files; trying again'),
      );
    }
  }

  private async removeUnused(): Promise<void> {
    while (!this.stopping) {
      const { looked, removed } = await this.files.removeUnused(BATCH, LOOK_AGAIN_MS);
      if (removed > 0) this.logger.info({ files: removed }, 'removed files that nothing refers to');
      if (looked < BATCH) return;
    }
  }

  private async removeBytes(): Promise<void> {
    while (!this.stopping) {
      const ids = await this.files.takeRemovals(BATCH);
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const some = ids.slice(from, from + AT_ONCE);
        await Promise.all(some.map((id) => this.storage.remove(id)));
        await this.files.forget(some);
      }
      if (ids.length < BATCH) return;
    }
  }
}
