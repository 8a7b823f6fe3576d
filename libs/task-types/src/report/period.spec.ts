import { inputProblems, InputRefused, instanceOf, pathText } from '@app/tasks';
import { periodOf, stepOf } from './period.js';
import { ReportHandler } from './report.handler.js';
import { ReportInput } from './report.input.js';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const problems = (input: object) =>
  inputProblems(instanceOf(ReportInput, { format: 'pdf', ...input })).map(({ path }) => pathText(path));
const check = (input: object) => () =>
  new ReportHandler(null as never, null as never).check({ format: 'pdf', ...input });

describe('the period of a report', () => {
  it('is the last 24 hours where none is given', () => {
    expect(periodOf({}, NOW)).toEqual({ from: new Date('2026-11-22T12:00:00.000Z'), to: NOW });
  });

  it('takes days of UTC and times with their zones', () => {
    const expected = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-02T22:00:00Z') };
    expect(periodOf({ from: '2026-11-01', to: '2026-11-03T00:00:00+02:00' })).toEqual(expected);
  });

  it.each([
    '2026-11-01T08:00:00',
    '2026-02-30',
    '0000-01-01',
    '2026-13-01',
    'yesterday',
    '',
    '1',
    '2026-11-01T25:00:00Z',
    '2026-11-01 08:00:00Z',
    5,
  ])('refuses %j', (from) => expect(problems({ from })).toContain('from'));

  it('refuses a period that has no time in it, and a title that is no line', () => {
    expect(check({ from: '2026-11-02', to: '2026-11-02' })).toThrow(InputRefused);
    expect(check({ from: '2999-01-01' })).toThrow(/from: must be in the past/);
    expect(check({ to: '2026-11-02' })).not.toThrow();
    expect(problems({ title: 'a\nb' })).toEqual(['title']);
    expect(problems({ format: 'docx' })).toEqual(['format']);
  });

  it('is cut into hours, days or weeks', () => {
    const days = (count: number) => stepOf({ from: new Date(0), to: new Date(count * 86_400_000) });
    expect([days(1), days(2), days(3), days(366), days(367)]).toEqual(['hour', 'hour', 'day', 'day', 'week']);
  });
});
