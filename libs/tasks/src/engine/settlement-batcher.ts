import { type Busy, isRefusal, type Settled } from '@app/persistence';
import { Batcher } from '../batching/batcher.js';
import { inRounds } from '../batching/in-rounds.js';
import type { SaidOf, TaskEngine } from './task-engine.js';

const GROUP = 200;

/**
 * Of one statement that settles, in bytes: a result or two at the usual limit, or hundreds of common ones.
 */
const MOST_SETTLED = 8 * 1024 * 1024;

/**
 * Settlements that come together go in one statement, bounded by what their results weigh. What is said twice
 * of one task goes in two: else whoever came second, or has a token of before, would get the answer of the
 * other.
 */
export function settlementBatcher(engine: TaskEngine): Batcher<SaidOf, Settled | Busy> {
  const settle = (said: readonly SaidOf[]): Promise<(Settled | Busy)[]> =>
    inRounds(
      said,
      ({ lease }) => lease.id,
      (once) => engine.settle(once),
    );
  return new Batcher<SaidOf, Settled | Busy>(settle, {
    limit: GROUP,
    isPoisoned: isRefusal,
    weight: { of: weightOf, most: MOST_SETTLED },
  });
}

/** About what it takes in the statement; only results are large. */
function weightOf({ settlement }: SaidOf): number {
  return settlement.kind === 'complete' ? (settlement.size ?? 0) : 0;
}
