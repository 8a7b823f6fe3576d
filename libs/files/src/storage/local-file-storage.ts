import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange, FileStorage } from './file-storage.js';

/** Files in a folder of this machine, or of a file system that several machines share. */
export class LocalFileStorage implements FileStorage {
  constructor(private readonly folder: string) {}

  async write(id: string, content: Readable, signal?: AbortSignal): Promise<void> {
    const target = this.pathOf(id);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    // Under its name only when it is whole and on the disk: a power cut must not leave half a file behind a
    // row.
    await pipeline(content, createWriteStream(partOf(target), { mode: 0o600, flush: true }), { signal });
    await rename(partOf(target), target);
    await flushFolder(dirname(target));
  }

  async read(id: string, range?: ByteRange): Promise<Readable | null> {
    const file = await open(this.pathOf(id)).catch(nullWhereMissing);
    return file ? file.createReadStream({ ...range, highWaterMark: 256 * 1024 }) : null;
  }

  async remove(id: string): Promise<void> {
    const target = this.pathOf(id);
    await Promise.all([rm(target, { force: true }), rm(partOf(target), { force: true })]);
  }

  close(): void {
    return; // nothing is held between two calls
  }

  /** Spread over 256 folders by the end of the id, which is random. */
  private pathOf(id: string): string {
    if (!/^[\da-f-]{36}$/.test(id)) throw new Error('a file is stored under a UUID only');
    return join(this.folder, id.slice(-2), id);
  }
}

function partOf(target: string): string {
  return `${target}.part`;
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function nullWhereMissing(error: unknown): null {
  if ((error as { code?: unknown }).code === 'ENOENT') return null;
  throw error;
}
