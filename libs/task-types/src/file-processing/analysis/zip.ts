import { stat } from 'node:fs/promises';
import { openPromise } from 'yauzl';
import type { ArchiveAnalysis } from './analysis.js';
import { UnusableInput } from '../unusable-input.js';
import { checkExpansion } from './expansion.js';

const MOST_ENTRIES = 100_000;

/** Reads the list at the end of a ZIP; nothing is unpacked. @throws UnusableInput */
export async function analyseZip(path: string, signal: AbortSignal): Promise<ArchiveAnalysis> {
  const { size } = await stat(path);
  let [entries, expandedSize] = [0, 0];
  try {
    const archive = await openPromise(path, { lazyEntries: true });
    for await (const entry of archive.eachEntry()) {
      signal.throwIfAborted();
      if ((entries += 1) > MOST_ENTRIES)
        throw new UnusableInput(`The archive has more than ${MOST_ENTRIES} entries.`);
      checkExpansion((expandedSize += entry.uncompressedSize), size);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof UnusableInput
      ? error
      : new UnusableInput('The ZIP archive is damaged or cut off.');
  }
  return { kind: 'archive', entries, expandedSize };
}
