import { pathText } from '@app/handlers';
import { cronProblem } from './cron-plan.js';
import { planOf, type Recurrence, recurrenceProblems, upcoming } from './recurrence.js';

const recurrence = (given: Partial<Recurrence>): Recurrence => ({
  cron: null,
  everyMs: null,
  timeZone: 'UTC',
  ...given,
});
const at = (text: string): Date => new Date(text);
/** The next times in UTC, without their year and seconds. */
const times = (cron: string, timeZone: string, from: string, count: number): string[] => {
  const plan = planOf(recurrence({ cron, timeZone }));
  return upcoming(plan, plan.firstAfter(at(from), at(from)), count).map((time) =>
    time.toISOString().slice(5, 16),
  );
};

describe('a plan by cron', () => {
  it('is meant in its time zone', () => {
    expect(times('0 8 * * *', 'Europe/Berlin', '2026-01-01T00:00:00Z', 1)).toEqual(['01-01T07:00']);
    expect(times('0 8 * * *', 'America/New_York', '2026-01-01T00:00:00Z', 1)).toEqual(['01-01T13:00']);
  });

  it('knows seconds, and the time itself is not after itself', () => {
    const plan = planOf(recurrence({ cron: '*/10 * * * * *' }));
    expect(plan.firstAfter(at('2026-01-01T00:00:10.000Z'), at('2026-01-01T00:00:10.000Z'))).toEqual(
      at('2026-01-01T00:00:20.000Z'),
    );
    expect(plan.firstAfter(at('2026-01-01T00:00:19.999Z'), at('2026-01-01T00:00:10.000Z'))).toEqual(
      at('2026-01-01T00:00:20.000Z'),
    );
  });

  // Clocks in Berlin go from 02:00 to 03:00 at 01:00 UTC on 29 March 2026, in New York at 07:00 UTC on 8
  // March.
  it('takes a time that is left out at the end of the gap, once', () => {
    expect(times('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 2)).toEqual([
      '03-29T01:00',
      '03-30T00:30',
    ]);
    expect(times('30 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', 2)).toEqual([
      '03-08T07:00',
      '03-09T06:30',
    ]);
  });

  // Back from 03:00 to 02:00 at 01:00 UTC on 25 October in Berlin, at 06:00 UTC on 1 November in New York.
  it('takes a time that comes twice once, the first one', () => {
    expect(times('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2)).toEqual([
      '10-25T00:30',
      '10-26T01:30',
    ]);
    expect(times('15 2,3 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 3)).toEqual([
      '10-25T00:15',
      '10-25T02:15',
      '10-26T01:15',
    ]);
    expect(times('30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', 2)).toEqual([
      '11-01T05:30',
      '11-02T06:30',
    ]);
  });

  it('goes on through both hours where it recurs within them', () => {
    expect(times('*/30 * * * *', 'Europe/Berlin', '2026-10-25T00:15:00Z', 4)).toEqual([
      '10-25T00:30',
      '10-25T01:00',
      '10-25T01:30',
      '10-25T02:00',
    ]);
    expect(times('0 * * * *', 'America/New_York', '2026-11-01T04:30:00Z', 3)).toEqual([
      '11-01T05:00',
      '11-01T06:00',
      '11-01T07:00',
    ]);
    expect(times('*/30 * * * *', 'Europe/Berlin', '2026-03-29T00:45:00Z', 2)).toEqual([
      '03-29T01:00',
      '03-29T01:30',
    ]);
  });

  it('makes no second of a change of clocks longer or shorter', () => {
    const plan = planOf(recurrence({ cron: '* * * * * *', timeZone: 'Europe/Berlin' }));
    for (const change of [
      '2026-10-25T00:00:00Z',
      '2026-10-25T01:00:00Z',
      '2026-10-25T02:00:00Z',
      '2026-03-29T01:00:00Z',
    ]) {
      const [first, ...next] = upcoming(plan, new Date(at(change).getTime() - 3_000), 7) as [Date, ...Date[]];
      expect(next.map((time) => time.getTime() - first.getTime())).toEqual([
        1_000, 2_000, 3_000, 4_000, 5_000, 6_000,
      ]);
    }
  });

  it('is put into words', () => {
    expect(planOf(recurrence({ cron: '0 8 * * MON-FRI', timeZone: 'Europe/Berlin' })).words).toBe(
      'At 08:00, Monday through Friday (Europe/Berlin)',
    );
    expect(planOf(recurrence({ cron: '@daily' })).words).toBe('At 00:00 (UTC)');
    expect(planOf(recurrence({ cron: '0 0 1 * +MON' })).words).toBe('0 0 1 * +MON (UTC)');
  });
});

describe('a plan by interval', () => {
  it('counts from its own times, however late it is looked at', () => {
    const plan = planOf(recurrence({ everyMs: 90_000 }));
    const planned = at('2026-01-01T00:00:00.123Z');
    expect(plan.firstAfter(planned, planned)).toEqual(at('2026-01-01T00:01:30.123Z'));
    expect(plan.firstAfter(at('2026-01-01T00:04:30.122Z'), planned)).toEqual(at('2026-01-01T00:04:30.123Z'));
    expect(plan.firstAfter(at('2026-01-01T00:04:30.123Z'), planned)).toEqual(at('2026-01-01T00:06:00.123Z'));
  });

  it.each([
    [1_000, 'Every second'],
    [90_000, 'Every 90 seconds'],
    [3_600_000, 'Every hour'],
    [172_800_000, 'Every 2 days'],
    [1_500, 'Every 1500 milliseconds'],
  ])('says %d ms in words', (everyMs, words) => expect(planOf(recurrence({ everyMs })).words).toBe(words));
});

describe('what is wrong with a recurrence', () => {
  const paths = (given: Partial<Recurrence>) =>
    recurrenceProblems(recurrence(given)).map(({ path }) => pathText(path));

  it.each(['* * * * *', '0 0 29 2 *', '*/5 * * * * *', '0 0 L * *', '@hourly', '0 12 * * 5#2'])(
    'takes %s',
    (cron) => expect(paths({ cron })).toEqual([]),
  );

  it.each([
    '',
    '* * * *',
    '* * * * * * *',
    '60 * * * *',
    'a b c d e',
    '2026-12-01T00:00:00',
    '0 0 30 2 *',
    '@never',
    '\0 * * * *',
    `${'1,'.repeat(150)}1 * * * *`,
  ])('refuses "%s" as cron', (cron) => expect(paths({ cron })).toEqual(['cron']));

  it.each([999, 0, -1, 1_000.5, NaN, 366 * 86_400_000 + 1])('refuses an interval of %d ms', (everyMs) =>
    expect(paths({ everyMs })).toEqual(['everyMs']),
  );

  it.each(['', 'Mars/Olympus', '+01:00', 'Europe/Berlin ', 'x'.repeat(100)])(
    'refuses the time zone "%s"',
    (timeZone) => expect(paths({ cron: '* * * * *', timeZone })).toEqual(['timeZone']),
  );

  it('wants exactly one of cron and everyMs', () => {
    expect(paths({})).toEqual(['cron']);
    expect(paths({ cron: '* * * * *', everyMs: 1_000 })).toEqual(['everyMs']);
  });

  it('says what to do', () => {
    expect(recurrenceProblems(recurrence({ cron: '60 * * * *' }))).toEqual([
      { path: ['cron'], message: 'is not a cron expression: 60 is no minute; it must be from 0 to 59' },
    ]);
  });

  it.each([
    ['0 8 32 * *', '32 is no day of the month; it must be from 1 to 31'],
    ['0 8 0 * *', '0 is no day of the month; it must be from 1 to 31'],
    ['0 8 * 1,13 *', '13 is no month; it must be from 1 to 12'],
    ['0 24-25 * * *', '24 is no hour; it must be from 0 to 23'],
    ['0 0 * * 8', '8 is no day of the week; it must be from 0 to 7'],
    ['61 * * * * *', '61 is no second; it must be from 0 to 59'],
  ])('names what was sent in %s', (cron, message) =>
    expect(cronProblem(cron, 'UTC')).toBe(`is not a cron expression: ${message}`),
  );

  it.each(['*/90 * * * *', '0 0 L * *', '0 0 * JAN-DEC MON#2', '0 0 1-31/2 * 7', '@daily'])(
    'takes no offence at %s',
    (cron) => expect(cronProblem(cron, 'UTC') ?? '').not.toMatch(/ is no /),
  );
});
