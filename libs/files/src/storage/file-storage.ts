import type { Readable } from 'node:stream';

/** A part of a file, both ends included, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Keeps bytes under ids. Knows nothing of names, tasks or limits. */
export interface FileStorage {
  /** Keeps the bytes whole, or fails; what a failed one leaves behind is gone after `remove`. */
  write(id: string, content: Readable, signal?: AbortSignal): Promise<void>;
  /** Resolves when the first bytes can be read. Null where there is nothing under this id. */
  read(id: string, range?: ByteRange): Promise<Readable | null>;
  /** Also what an interrupted `write` has left. An id with nothing under it is no error. */
  remove(id: string): Promise<void>;
  /** Lets go of connections. */
  close(): void;
}

/** The token under which Nest injects the storage that the configuration chooses. */
export const FILE_STORAGE = Symbol('file storage');
