import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { FileStore, type StoredFile } from '@app/files';
import { receiveFile } from './receive-file.js';

/** From a multipart body to a stored file, without holding more of it than a few pieces. */
@Injectable()
export class Uploads {
  constructor(
    private readonly files: FileStore,
    private readonly configuration: Configuration,
  ) {}

  /**
   * @throws FileTooLarge, InputRefused, BadRequestException, UploadAborted or FileStorageUnavailable; nothing
   *   is then kept
   */
  receive(request: IncomingMessage): Promise<StoredFile> {
    return receiveFile(request, this.configuration.maxFileBytes, ({ content, name, mediaType }) =>
      this.files.save(content, { name, mediaType }),
    );
  }
}
