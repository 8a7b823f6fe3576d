import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { ArchiveAnalysis } from './analysis.js';
import { checkExpansion } from './expansion.js';
import { streamed } from './streamed.js';

/**
 * Counts what comes out, of which a chunk at a time is in memory, and stops at the bound.
 * @throws UnusableInput
 */
export async function analyseGzip(path: string, signal: AbortSignal): Promise<ArchiveAnalysis> {
  const { size } = await stat(path);
  let expandedSize = 0;
  const count = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) checkExpansion((expandedSize += chunk.length), size);
  };
  await streamed([createReadStream(path), createGunzip()], count, {
    signal,
    damaged: () => 'The gzip file is damaged or cut off.',
  });
  return { kind: 'archive', entries: null, expandedSize };
}
