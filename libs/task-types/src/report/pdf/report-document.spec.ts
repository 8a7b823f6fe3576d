import { buffer } from 'node:stream/consumers';
import type { ReportFigures, TaskFigures } from '@app/persistence';
import { pdfPages } from '../../../../../test/support/pdf-text.js';
import { drawReport } from './report-document.js';
import type { Report } from './report.js';

const DAY_MS = 86_400_000;
const NOTHING = { p50: null, p95: null, p99: null };
const NONE: TaskFigures = {
  total: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  open: 0,
  retries: 0,
  wait: NOTHING,
  run: NOTHING,
};
const SOME: TaskFigures = {
  ...NONE,
  total: 1_234,
  completed: 1_100,
  failed: 34,
  cancelled: 60,
  open: 40,
  retries: 77,
  wait: { p50: 12, p95: 450, p99: 2_300 },
  run: { p50: 820, p95: 4_800, p99: 61_000 },
};
const EMPTY: ReportFigures = {
  all: NONE,
  types: [],
  steps: [],
  failures: [],
  slowest: [],
  mostFailing: [],
  tokens: [],
};

const task = (number: number) => ({
  id: `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  type: 'demo.unreliable',
  status: 'FAILED',
  attempts: 4,
  code: 'internal',
  runMs: 1_000,
  createdAt: new Date('2026-11-03T04:05:00Z'),
});

function report(days: number, given: Partial<Report> = {}): Report {
  const from = new Date('2026-01-01T00:00:00Z');
  const figures: ReportFigures = {
    all: SOME,
    types: [{ type: 'ai.text-generation', ...SOME }],
    steps: Array.from({ length: days }, (_, index) => ({
      start: new Date(from.getTime() + index * DAY_MS),
      ...SOME,
    })),
    failures: [{ type: 'demo.unreliable', code: 'internal', tasks: 34 }],
    slowest: [task(1)],
    mostFailing: [task(2)],
    tokens: [
      {
        provider: 'deepseek',
        model: '深度求索',
        tasks: 3,
        inputTokens: 10,
        outputTokens: 20,
        totalTokens: 30,
      },
    ],
  };
  return {
    title: '十一月任务报告 November report',
    step: 'day',
    figures,
    period: { from, to: new Date(+from + days * DAY_MS) },
    ...given,
  };
}

async function drawn(given: Report): Promise<{ bytes: Buffer; pages: string[]; counted: number }> {
  const { content, pages: counted } = await drawReport(given, new AbortController().signal);
  const bytes = await buffer(content);
  return { bytes, pages: await pdfPages(bytes), counted };
}

describe('the PDF report', () => {
  it('says what its figures say, in Chinese and English', async () => {
    const text = (await drawn(report(30))).pages.join('\n');
    for (const part of [
      '十一月任务报告 November report',
      '1,234',
      '97.0 %',
      '820 ms',
      '深度求索',
      'ai.text-generation',
      task(2).id,
    ]) {
      expect(text).toContain(part);
    }
  });

  it('cuts no number, however large', async () => {
    const many = {
      ...SOME,
      total: 1_234_567_890,
      completed: 998_963,
      run: { p50: 59.9 * 60_000, p95: 47.9 * 3_600_000, p99: 9_999 * DAY_MS },
    };
    const figures = { ...report(1).figures, types: [{ type: 'demo.email', ...many }] };
    const text = (await drawn(report(1, { figures }))).pages.join('\n');
    for (const part of ['1,234,567,890', '998,963', '59.9 min', '47.9 h', '9999.0 days'])
      expect(text).toContain(part);
  });

  it('numbers its pages and repeats the titles of a table that goes over them', async () => {
    const { pages, counted } = await drawn(report(200));
    expect(counted).toBe(pages.length);
    expect(counted).toBeGreaterThan(4);
    pages.forEach((page, index) => expect(page).toContain(`${index + 1} / ${counted}`));
    for (const page of pages.slice(3, -1)) expect(page).toMatch(/^Day/);
    const days = pages.join('\n').match(/(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d+ \w+ 2026/g);
    expect(new Set(days).size).toBe(200);
  });

  it('has only the glyphs that it uses', async () => {
    expect((await drawn(report(30))).bytes.length).toBeLessThan(100_000);
  });

  it.each([
    ['nothing', report(0, { figures: EMPTY, period: { from: new Date(0), to: new Date(1) } })],
    [
      'one task',
      report(1, { title: '一', step: 'hour', figures: { ...EMPTY, all: { ...NONE, total: 1, open: 1 } } }),
    ],
    ['a title of many lines', report(3, { title: '很长的标题 '.repeat(33) })],
    ['a letter that no font has', report(3, { title: 'مرحبا \u{1F600} \u0378' })],
  ])('can be made of %s', async (_, given) => {
    const { pages, counted } = await drawn(given);
    expect(pages).toHaveLength(counted);
  });

  it('stops when it is told to', async () => {
    await expect(drawReport(report(200), AbortSignal.abort(new Error('cancelled')))).rejects.toThrow(
      'cancelled',
    );
  });
});
