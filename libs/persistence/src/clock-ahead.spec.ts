import { certainlyAheadMs } from './clock-ahead.js';

describe('the difference between two clocks', () => {
  it.each([
    [1_000, 1_000, 1_000, 0],
    [1_010, 1_000, 1_400, 0], // the answer was on its way, or waited for us, for 390 ms
    [1_390, 1_000, 1_400, 0],
    [61_200, 1_000, 1_400, 59_800],
    [400, 1_000, 1_400, -600],
  ])(
    'is what a slow answer cannot explain: %p, asked between %p and %p, is %p',
    (database, before, after, expected) => {
      expect(certainlyAheadMs(database, before, after)).toBe(expected);
    },
  );
});
