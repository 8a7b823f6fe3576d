import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Streams the content into a temporary file, which threads and libraries read by its path, and removes it
 * after the work. Its name is ours: no library guesses a format by a name that a client chose.
 */
export async function withWorkingCopy<Result>(
  content: Readable,
  signal: AbortSignal,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'task-runner-file-'));
  try {
    const path = join(folder, 'content');
    await pipeline(content, createWriteStream(path, { mode: 0o600 }), { signal });
    return await work(path);
  } finally {
    content.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}
