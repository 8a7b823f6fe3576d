/** A file that is stored, with what is known of it. */
export interface KnownFile {
  readonly id: string;
  /** Safe as a file's name: no path, no control characters. */
  readonly name: string;
  /** As it was described; what the bytes really are may differ. */
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
}

/** What the one who saves a file says of it. */
export interface NewFile {
  readonly name: string;
  readonly mediaType: string;
  /** The task that made it: the file is removed with the task. */
  readonly taskId: string;
}

/**
 * The stored files, for handlers outside of this repository: ask for it in the constructor.
 * @example
 * export class ResizeHandler {
 *   constructor(private readonly files: Files) {}
 * }
 */
export abstract class Files {
  /**
   * The bytes, which the caller reads to their end; leaving a `for await` early is an end, too.
   * @throws where there is no such file, or the storage is away
   */
  abstract open(
    id: string,
  ): Promise<{ readonly file: KnownFile; readonly content: AsyncIterable<Uint8Array> }>;

  /**
   * Keeps the bytes. Nothing is kept where it fails.
   * @throws where they are more than MAX_FILE_BYTES, or the storage is away
   */
  abstract save(
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    description: NewFile,
    signal?: AbortSignal,
  ): Promise<KnownFile>;
}
