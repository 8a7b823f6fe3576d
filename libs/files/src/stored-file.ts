import type { FileRow } from '@app/persistence';

/** A file that is stored, with what is known of it. */
export interface StoredFile {
  readonly id: string;
  /** Safe as a file's name: no path, no control characters. */
  readonly name: string;
  /** As it was described, in lower case and without parameters; what the bytes really are may differ. */
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
  readonly createdAt: Date;
}

/** What the one who saves a file says of it. */
export interface FileDescription {
  readonly name: string;
  readonly mediaType: string;
  /**
   * The task that made it: it is removed with the task. Without one it is an upload, kept for a day and as
   * long as a task refers to it.
   */
  readonly taskId?: string;
}

export function storedFile({ id, name, mediaType, size, sha256, createdAt }: FileRow): StoredFile {
  return { id, name, mediaType, size: Number(size), sha256, createdAt };
}
