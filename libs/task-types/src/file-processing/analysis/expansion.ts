import { UnusableInput } from '../unusable-input.js';

const HARMLESS_BYTES = 64 * 1024 ** 2;
const HIGHEST_RATIO = 100;
const MOST_BYTES = 4 * 1024 ** 3;

/** @throws UnusableInput where a file expands to so much more than itself that it is made to harm */
export function checkExpansion(expanded: number, packed: number): void {
  if (expanded > MOST_BYTES || (expanded > HARMLESS_BYTES && expanded > packed * HIGHEST_RATIO)) {
    const ratio = Math.round(expanded / Math.max(1, packed));
    throw new UnusableInput(`The archive expands to ${ratio} times its size or more: it is not unpacked.`);
  }
}
