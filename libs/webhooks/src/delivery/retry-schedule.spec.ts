import { nextTryInMs } from './retry-schedule.js';

describe('nextTryInMs', () => {
  const next = (retries: number, retryAfter?: string, random = 0) =>
    nextTryInMs([5_000, 30_000], retries, retryAfter, {
      random: () => random,
      now: () => Date.parse('2026-01-01T00:00:00Z'),
    });

  it('takes the delays in turn, and ends', () =>
    expect([0, 1, 2].map((retries) => next(retries))).toEqual([5_000, 30_000, null]));
  it('comes up to a fifth later', () => expect(next(0, undefined, 1)).toBe(6_000));
  it.each([
    ['60', 60_000],
    ['1', 5_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 5_000],
    ['999999999', 86_400_000],
    ['soon', 5_000],
    ['-5', 5_000],
  ])('with Retry-After: %s waits %d ms', (header, waitMs) => expect(next(0, header)).toBe(waitMs));
});
