import { share, type Taker } from './share.js';

const offers = (...types: string[]) => types.map((type, index) => ({ id: `t${index}`, delivery: 0, type }));
const taker = (max: number, ...types: string[]): Taker => ({ max, types: new Set(types) });
const counts = (shared: ReturnType<typeof share>, takers: readonly Taker[]): number[] =>
  takers.map((one) => shared.filter((each) => each.taker === one).length);

describe('sharing out what is due', () => {
  it('gives everybody as much, as far as each has room', () => {
    const takers = [taker(1, 'a'), taker(10, 'a'), taker(10, 'a')];
    expect(counts(share(offers(...Array<string>(9).fill('a')), takers), takers)).toEqual([1, 4, 4]);
  });

  it('gives nobody what is not of its types, and leaves what nobody has room for', () => {
    const takers = [taker(1, 'a'), taker(1, 'b')];
    const shared = share(offers('b', 'b', 'c', 'a'), takers);
    expect(shared.map(({ offer }) => offer.id)).toEqual(['t0', 't3']);
    expect(counts(shared, takers)).toEqual([1, 1]);
  });

  it('serves who came first first, with the most urgent', () => {
    const takers = [taker(1, 'a'), taker(1, 'a')];
    expect(share(offers('a'), takers)).toEqual([{ offer: offers('a')[0], taker: takers[0] }]);
  });
});
