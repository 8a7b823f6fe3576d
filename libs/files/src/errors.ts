/** No file has this id, or its bytes are not in the storage. */
export class FileNotFound extends Error {
  override readonly name = 'FileNotFound';
  readonly code = 'file_not_found';

  constructor(
    readonly fileId: string,
    message = 'There is no file with this id.',
  ) {
    super(message);
  }
}

/** A file has more bytes than it may have. Nothing of it is kept. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
  readonly code = 'file_too_large';

  constructor(readonly maxBytes: number) {
    super(`The file is too large: ${maxBytes} bytes at most.`);
  }
}

/** The storage does not take or give bytes now. */
export class FileStorageUnavailable extends Error {
  override readonly name = 'FileStorageUnavailable';
  readonly code = 'file_storage_unavailable';

  constructor(cause: unknown) {
    super('The storage for files does not answer, or is full.', { cause });
  }
}
