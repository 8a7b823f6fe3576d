import { addAbortSignal, type Readable } from 'node:stream';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration } from '@app/config';
import { LOGGER, type Logger, RateLimited } from '@app/observability';
import { type FileRow, FileRepository } from '@app/persistence';
import { v7 as uuidv7 } from 'uuid';
import { FileNotFound, FileStorageUnavailable } from './errors.js';
import { Measured } from './measured.js';
import { safeMediaType, safeName } from './safe-description.js';
import { type ByteRange, FILE_STORAGE, type FileStorage } from './storage/file-storage.js';
import { type FileDescription, type StoredFile, storedFile } from './stored-file.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** No save may take longer: then its bytes are taken for those of a process that died. */
const SAVE_LIMIT_MS = DAY_MS;

/** How long an upload is kept that no task refers to. */
const UPLOAD_KEPT_MS = DAY_MS;

/** Saves, finds and opens files, wherever their bytes are. */
@Injectable()
export class FileStore implements OnApplicationShutdown {
  private readonly failures = new RateLimited(10_000);

  constructor(
    private readonly files: FileRepository,
    @Inject(FILE_STORAGE) private readonly storage: FileStorage,
    private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Streams the bytes into the storage, then writes the row: when this resolves, the file is there for all
   * processes.
   * @param options.maxBytes by default MAX_FILE_BYTES
   * @throws FileTooLarge, FileStorageUnavailable, or what the content itself failed with; nothing is then
   *   kept
   */
  async save(
    content: Readable,
    description: FileDescription,
    { maxBytes = this.configuration.maxFileBytes, signal }: { maxBytes?: number; signal?: AbortSignal } = {},
  ): Promise<StoredFile> {
    const id = uuidv7();
    const measured = new Measured(signal ? addAbortSignal(signal, content) : content, maxBytes);
    try {
      await this.files.announce(id, SAVE_LIMIT_MS);
      await this.write(id, measured, signal);
      return storedFile(await this.accept(id, measured, description));
    } catch (error) {
      content.destroy();
      await this.discard(id);
      throw error;
    }
  }

  /** @throws FileNotFound */
  async find(id: string): Promise<StoredFile> {
    const row = await this.files.find(id);
    if (!row) throw new FileNotFound(id);
    return storedFile(row);
  }

  /**
   * The bytes as a stream, which the caller reads to its end or destroys.
   * @throws FileNotFound, FileStorageUnavailable
   */
  async open(id: string): Promise<{ file: StoredFile; content: Readable }> {
    const file = await this.find(id);
    return { file, content: await this.read(file) };
  }

  /**
   * The bytes of a file that was found, or a part of them.
   * @throws FileNotFound, FileStorageUnavailable
   */
  async read(file: StoredFile, range?: ByteRange): Promise<Readable> {
    const content = await this.storage.read(file.id, range).catch((error: unknown) => this.failed(error));
    if (content) return content;
    throw new FileNotFound(
      file.id,
      'The bytes of this file are not in the storage that this process uses. API and workers need the same one: ' +
        'S3-compatible storage (FILES_S3_BUCKET), or one folder (DATA_DIR) on the same machine or shared.',
    );
  }

  /** Later than the drain, in which tasks may still save. */
  onApplicationShutdown(): void {
    this.storage.close();
  }

  private async write(id: string, measured: Measured, signal?: AbortSignal): Promise<void> {
    try {
      await this.storage.write(id, measured, signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw measured.fault ?? this.failed(error);
    }
  }

  private async accept(
    id: string,
    measured: Measured,
    { name, mediaType, taskId }: FileDescription,
  ): Promise<FileRow> {
    const described = {
      name: safeName(name),
      mediaType: safeMediaType(mediaType),
      size: measured.bytes,
      sha256: measured.sha256(),
    };
    const row = await this.files.accept(
      { id, ...described, taskId: taskId ?? null },
      taskId ? 0 : UPLOAD_KEPT_MS,
    );
    if (!row) throw new Error('Saving the file took longer than a day.');
    return row;
  }

  /** What cannot be removed now is removed later: it has been announced. */
  private async discard(id: string): Promise<void> {
    try {
      await this.storage.remove(id);
      await this.files.forget([id]);
    } catch {
      return;
    }
  }

  /** The caller learns that it failed, the operator why. */
  private failed(error: unknown): never {
    this.failures.run((suppressed) =>
      this.logger.error({ err: error, suppressed }, 'the storage for files failed'),
    );
    throw new FileStorageUnavailable(error);
  }
}
