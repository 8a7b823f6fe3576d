import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Configuration } from '@app/config';
import { FileStore, FileTooLarge, type StoredFile } from '@app/files';
import { receiveFile } from './receive-file.js';

/** What a form with one file has around the file, at most. */
const FORM_BYTES = 64 * 1024;

/** From a multipart body to a stored file, without holding more of it than a few pieces. */
@Injectable()
export class Uploads {
  constructor(
    private readonly files: FileStore,
    private readonly configuration: Configuration,
  ) {}

  /** @throws FileTooLarge, InputRefused, BadRequestException, UploadAborted or FileStorageUnavailable; nothing is then kept */
  receive(request: IncomingMessage): Promise<StoredFile> {
    this.refuseTooLarge(request);
    return receiveFile(request, ({ content, name, mediaType }) => this.files.save(content, { name, mediaType }));
  }

  /** Where the client says so in advance, nothing needs to be read. */
  private refuseTooLarge(request: IncomingMessage): void {
    const { maxFileBytes } = this.configuration;
    if (!(Number(request.headers['content-length']) > maxFileBytes + FORM_BYTES)) return;
    throw new FileTooLarge(maxFileBytes);
  }
}
