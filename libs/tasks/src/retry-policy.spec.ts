import { retryDelayMs } from './retry-policy.js';

describe('retryDelayMs', () => {
  const middle = () => 0.5;

  it('doubles from the first delay', () => {
    expect([1, 2, 3].map((attempt) => retryDelayMs(attempt, 5_000, undefined, middle))).toEqual([5_000, 10_000, 20_000]);
  });

  it('spreads from nothing to twice the mean', () => {
    expect(retryDelayMs(1, 1_000, undefined, () => 0)).toBe(0);
    expect(retryDelayMs(1, 1_000, undefined, () => 0.999)).toBeCloseTo(1_998);
  });

  it('stops growing at ten minutes on average', () => {
    expect(retryDelayMs(40, 5_000, undefined, middle)).toBe(600_000);
  });

  it('obeys Retry-After, never sooner', () => {
    expect(retryDelayMs(3, 5_000, 2_000, () => 0)).toBe(2_000);
    expect(retryDelayMs(3, 5_000, 2_000, () => 1)).toBe(2_200);
    expect(retryDelayMs(1, 5_000, 0, () => 1)).toBe(0);
  });
});
