import { isTooDeep, searchTextOf, toStorable, unstorablePath } from './storable.js';

const LONE = '\ud83d';

describe('what PostgreSQL can hold', () => {
  it.each([
    [{ prompt: 'Grüße, 世界 😀' }, null],
    [{ input: { texts: ['fine', 'a\0b'] } }, ['input', 'texts', '1']],
    [{ prompt: LONE }, ['prompt']],
    [{ metadata: { 'a\0': 1 } }, ['metadata']],
    [null, null],
  ])('finds in %j the path %j', (value, path) => expect(unstorablePath(value)).toEqual(path));

  it('makes any value storable and leaves a storable one alone', () => {
    expect(toStorable({ text: `a\0b${LONE}`, list: ['😀', { 'k\0': 1 }] })).toEqual({
      text: 'ab\ufffd',
      list: ['😀', { k: 1 }],
    });
  });

  it('finds what is nested too deeply, however deep', () => {
    const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect([isTooDeep(nested(10)), isTooDeep(nested(100)), isTooDeep(nested(5_000))]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('collects strings for the search, up to a limit', () => {
    expect(searchTextOf({ prompt: 'What is AI?', nested: [{ system: '简短' }], count: 3 })).toBe(
      'What is AI?\n简短',
    );
    expect(searchTextOf({ text: 'x'.repeat(50) }, 10)).toHaveLength(10);
  });
});
