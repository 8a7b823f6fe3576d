import { type Busy, isRefusal, type Settled } from '@app/persistence';
import { Batcher } from '../batching/batcher.js';
import type { SaidOf, TaskEngine } from './task-engine.js';

const GROUP = 200;

/**
 * Of one statement that settles, in bytes: a result or two at the usual limit, or hundreds of common ones.
 */
const MOST_SETTLED = 8 * 1024 * 1024;

/** Settlements that come together go in one statement, bounded by what their results weigh. */
export function settlementBatcher(engine: TaskEngine): Batcher<SaidOf, Settled | Busy> {
  return new Batcher<SaidOf, Settled | Busy>((said) => engine.settle(said), {
    limit: GROUP,
    isPoisoned: isRefusal,
    weight: { of: weightOf, most: MOST_SETTLED },
  });
}

/** About what it takes in the statement; only results are large. */
function weightOf({ settlement }: SaidOf): number {
  return settlement.kind === 'complete' ? (settlement.size ?? 0) : 0;
}
