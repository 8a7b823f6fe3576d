import { jest } from '@jest/globals';
import { retryDelayMs } from './retry-policy.js';

describe('retryDelayMs', () => {
  const middle = () => 0.5;

  it('doubles from the first delay', () => {
    expect([1, 2, 3].map((attempt) => retryDelayMs(attempt, 5_000, undefined, middle))).toEqual([
      5_000, 10_000, 20_000,
    ]);
  });

  it('spreads from nothing to twice the mean', () => {
    expect(retryDelayMs(1, 1_000, undefined, () => 0)).toBe(0);
    expect(retryDelayMs(1, 1_000, undefined, () => 0.999)).toBeCloseTo(1_998);
  });

  it('stops growing at ten minutes on average', () => {
    expect(retryDelayMs(40, 5_000, undefined, middle)).toBe(600_000);
  });

  it('obeys Retry-After, never sooner', () => {
    expect(retryDelayMs(1, 5_000, 2_000, () => 0)).toBe(2_000);
    expect(retryDelayMs(3, 5_000, 20_000, () => 1)).toBe(22_000);
  });

  it.each([0, 0.001, 1, -5, NaN])(
    'lets a provider that says %s shorten nothing below a quarter of the mean',
    (retryAfterMs) => {
      const random = jest.fn<() => number>().mockReturnValue(0.5);
      expect(retryDelayMs(1, 5_000, retryAfterMs, random)).toBeGreaterThanOrEqual(1_250);
      expect(retryDelayMs(4, 5_000, retryAfterMs, random)).toBeGreaterThanOrEqual(10_000);
    },
  );
});
