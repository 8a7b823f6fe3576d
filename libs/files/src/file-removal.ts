import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundLoop } from '@app/loops';
import { LOGGER, type Logger } from '@app/observability';
import { FileRepository } from '@app/persistence';
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
  private readonly loop = new BackgroundLoop({
    name: 'file removal',
    pass: () => this.pass(),
    everyMs: INTERVAL_MS,
    onFailure: (failure) => this.logger.warn(failure, 'could not remove unused files; trying again'),
  });

  constructor(
    private readonly files: FileRepository,
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.loop.stop();
  }

  /** One look at everything that is due. */
  async pass(): Promise<void> {
    await this.removeUnused();
    await this.removeBytes();
  }

  private async removeUnused(): Promise<void> {
    while (!this.loop.stopping) {
      const { looked, removed } = await this.files.removeUnused(BATCH, LOOK_AGAIN_MS);
      if (removed > 0) this.logger.info({ files: removed }, 'removed files that nothing refers to');
      if (looked < BATCH) return;
    }
  }

  private async removeBytes(): Promise<void> {
    while (!this.loop.stopping) {
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
