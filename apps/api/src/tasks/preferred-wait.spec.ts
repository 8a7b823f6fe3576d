import { preferredWaitMs } from './preferred-wait.js';

describe('preferredWaitMs', () => {
  it.each([
    ['wait=1', 1_000],
    ['wait=60', 60_000],
    ['WAIT = 10', 10_000],
    ['wait="5"', 5_000],
    ['respond-async, wait=10', 10_000],
    ['wait=10; foo=bar', 10_000],
    ['wait=3, wait=20', 3_000],
  ])('understands %s', (header, expected) => expect(preferredWaitMs(header)).toBe(expected));

  it.each([
    undefined,
    '',
    'wait',
    'wait=',
    'wait=0',
    'wait=61',
    'wait=-1',
    'wait=1.5',
    'wait=soon',
    'waiting=5',
    'handling=strict',
    'wait=5"',
    '"',
    `${'a,'.repeat(600)}wait=5`,
  ])('ignores %s', (header) => expect(preferredWaitMs(header)).toBeNull());

  it('cuts a header of 16 KiB of blanks off', () =>
    expect(preferredWaitMs(`wait=${' '.repeat(16_000)}"x"y`)).toBeNull());
});
