import { createHash } from 'node:crypto';

/** Numbers in [0, 1) that are always the same for the same source; mulberry32 over its SHA-256. */
export function randomFrom(source: string): () => number {
  let state = createHash('sha256').update(source).digest().readInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
