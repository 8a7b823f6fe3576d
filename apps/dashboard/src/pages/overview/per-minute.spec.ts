import { describe, expect, it } from '@jest/globals';
import { perMinute } from './per-minute';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString();

describe('a rate in a chart', () => {
  it('is what was counted, of a minute that is over', () => expect(perMinute(7, at(0), at(90), 60)).toBe(7));
  it('is the mean of a longer step', () => expect(perMinute(30, at(0), at(2_000), 900)).toBe(2));
  it('is that of what has passed of a longer step', () => expect(perMinute(30, at(0), at(300), 900)).toBe(6));
  it('is none of a minute that is not over: one task in a second is not sixty a minute', () =>
    expect(perMinute(1, at(0), at(1), 60)).toBeNull());
});
