import type { Random } from '../../test/fuzz/random.js';

/** Of an exponential distribution: how long until the next of what happens at random. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.next());
}
