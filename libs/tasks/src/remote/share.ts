import type { Offer } from '@app/persistence';

/** Who waits for tasks. */
export interface Taker {
  readonly types: ReadonlySet<string>;
  /** Of one answer. */
  readonly max: number;
}

/**
 * Shares out what is offered, the most urgent first: each goes to the one who has least of those who take its
 * type and have room, and of equals to the one who came first.
 */
export function share<Who extends Taker>(
  offers: readonly Offer[],
  takers: readonly Who[],
): { readonly offer: Offer; readonly taker: Who }[] {
  const given = new Map<Who, number>();
  const byType = new Map<string, Who[]>();
  const takersOf = (type: string): Who[] => {
    const found = byType.get(type) ?? takers.filter(({ types }) => types.has(type));
    byType.set(type, found);
    return found;
  };
  return offers.flatMap((offer) => {
    const taker = leastGiven(takersOf(offer.type), given);
    if (!taker) return [];
    given.set(taker, (given.get(taker) ?? 0) + 1);
    return [{ offer, taker }];
  });
}

function leastGiven<Who extends Taker>(
  takers: readonly Who[],
  given: ReadonlyMap<Who, number>,
): Who | undefined {
  let least: Who | undefined;
  for (const taker of takers) {
    const has = given.get(taker) ?? 0;
    if (has === 0) return taker;
    if (has < taker.max && (!least || has < (given.get(least) ?? 0))) least = taker;
  }
  return least;
}
