import { labelEvery, ticks } from './axis.js';
import { duration, percent } from './format.js';

describe('axes', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [9, [0, 3, 6, 9]],
    [575, [0, 200, 400, 600]],
    [1_000_000, [0, 250_000, 500_000, 750_000, 1_000_000]],
  ])('reaches %d in round steps', (largest, expected) => expect(ticks(largest)).toEqual(expected));

  it('leaves labels out rather than let them touch', () => {
    expect(labelEvery(24, 20, 450)).toBe(2);
    expect(labelEvery(3, 20, 450)).toBe(1);
  });
});

describe('numbers for people', () => {
  it.each([
    [null, '–'],
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [59_949, '59.9 s'],
    [59_951, '1.0 min'],
    [3_600_000, '1.0 h'],
    [200_000_000, '2.3 days'],
  ])('%s ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

  it('calls no ratio perfect that is not', () => {
    expect([percent(1), percent(0.99999), percent(0), percent(null)]).toEqual([
      '100.0 %',
      '> 99.9 %',
      '0.0 %',
      '–',
    ]);
  });
});
