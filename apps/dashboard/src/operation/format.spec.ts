import { describe, expect, it } from '@jest/globals';
import { FORMATS } from './format';

const { duration, short, bytes, rate } = FORMATS.en;

describe('how figures are written', () => {
  it.each([
    [null, '–'],
    [226, '226ms'],
    [1_440, '1.4s'],
    [59_970, '1m'],
    [66_000, '1m 6s'],
    [3_599_700, '1h'],
    [4_320_000, '1h 12m'],
    [180_000_000, '2d 2h'],
  ])('a duration of %p ms is %p', (ms, text) => expect(duration(ms)).toBe(text));

  it('tells millions from minutes', () =>
    expect([short(9_500), short(31_300_000), short(12)]).toEqual(['9.5K', '31.3M', '12']));

  it('writes sizes in the unit that fits', () =>
    expect([bytes(12), bytes(2_581), bytes(127_400_000)]).toEqual(['12 byte', '2.6 kB', '127 MB']));

  it('shows a rare thing as more than none', () =>
    expect([rate(0), rate(1 / 60), rate(140.53)]).toEqual(['0', '0.017', '140.5']));

  it('says durations in Chinese', () => expect(FORMATS.zh.duration(66_000)).toBe('1分钟 6秒'));
});
