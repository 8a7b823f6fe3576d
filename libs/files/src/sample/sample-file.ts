import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger } from '@app/observability';
import { FileRepository } from '@app/persistence';
import { FILE_STORAGE, type FileStorage } from '../storage/file-storage.js';
import { SAMPLE_PICTURE } from './sample-picture.js';

/** Under this id a picture is always there, so that examples of work on files run as they stand. */
export const SAMPLE_FILE_ID = '01941f29-7c00-7000-8000-000000000000';

const DESCRIPTION = {
  id: SAMPLE_FILE_ID,
  name: 'sample.png',
  mediaType: 'image/png',
  size: SAMPLE_PICTURE.length,
  sha256: createHash('sha256').update(SAMPLE_PICTURE).digest('hex'),
};

/**
 * Stores the sample where it is missing. Nothing depends on it, so a storage that is away does not keep a
 * process from starting.
 */
@Injectable()
export class SampleFile implements OnApplicationBootstrap {
  constructor(
    private readonly files: FileRepository,
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void this.store().catch((error: unknown) =>
      this.logger.warn({ err: error }, 'could not store the sample file'),
    );
  }

  private async store(): Promise<void> {
    if (!(await this.isStored())) await this.write();
    await this.files.keepForever(DESCRIPTION);
  }

  private async write(): Promise<void> {
    try {
      await this.storage.write(SAMPLE_FILE_ID, Readable.from([SAMPLE_PICTURE]));
    } catch (error) {
      if (!(await this.isStored())) throw error; // else another process was quicker
    }
  }

  private async isStored(): Promise<boolean> {
    const content = await this.storage.read(SAMPLE_FILE_ID, { start: 0, end: 0 });
    content?.destroy();
    return content !== null;
  }
}
