import { createHash } from 'node:crypto';

/** Choices that are always the same for the same source; mulberry32 over its SHA-256. */
export class Random {
  private state: number;

  constructor(source: string) {
    this.state = createHash('sha256').update(source).digest().readInt32LE(0);
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** @throws RangeError where there is nothing to choose from */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('nothing to choose from');
    return items[Math.floor(this.next() * items.length)] as Item;
  }

  letters(length: number): string {
    return Array.from({ length }, () => String.fromCharCode(this.whole(97, 122))).join('');
  }
}
