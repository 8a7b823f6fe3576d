import type { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { ReportFigures, Spread } from '@app/persistence';
import { drawCards } from './cards.js';
import { count, duration, moment, percent, successRatio } from './format.js';
import { numberPages } from './page-numbers.js';
import type { Report } from './report.js';
import { Sheet } from './sheet.js';
import { drawFailures, drawMostFailing, drawSlowest, drawSteps, drawTokens, drawTypes } from './tables.js';
import { COLOR, PAGE, WIDTH } from './theme.js';
import { drawTasksOverTime, drawTimesOverTime } from './time-charts.js';

type Section = (sheet: Sheet, report: Report) => void;

const OVERVIEW: readonly Section[] = [drawTitle, drawKeyFigures];
const DETAILS: readonly Section[] = [
  drawTasksOverTime,
  drawTimesOverTime,
  drawTypes,
  drawFailures,
  drawSlowest,
  drawMostFailing,
  drawTokens,
  drawSteps,
];

/** Draws a report as a PDF. Lets other work run between its sections. @throws the signal's reason */
export async function drawReport(
  report: Report,
  signal: AbortSignal,
  now = new Date(),
): Promise<{ content: Readable; pages: number }> {
  const sheet = new Sheet(report.title);
  const details = report.figures.all.total > 0 ? DETAILS : [];
  for (const draw of [...OVERVIEW, ...details, drawNotes]) {
    draw(sheet, report);
    await turn();
    signal.throwIfAborted();
  }
  numberPages(sheet, `${report.title} · generated ${moment(now)} UTC`);
  const { pages, document } = sheet;
  document.end(); // from now on it has no pages any more, only bytes
  return { content: document as unknown as Readable, pages };
}

function drawTitle(sheet: Sheet, { title, period }: Report): void {
  sheet.document.rect(0, 0, PAGE.width, 7).fill(COLOR.accent);
  sheet.y = PAGE.margin - 6;
  sheet.paragraph(title, { size: 22, bold: true, color: COLOR.ink, lines: 3 });
  sheet.y += 2;
  sheet.paragraph(`${moment(period.from)} to ${moment(period.to)} UTC`, {
    size: 10.5,
    color: COLOR.muted,
    lines: 1,
  });
  sheet.y += 8;
}

function drawKeyFigures(sheet: Sheet, { figures }: Report): void {
  const { all, tokens } = figures;
  const ratio = successRatio(all);
  sheet.paragraph(summary(figures), { size: 10, lines: 3, width: WIDTH });
  sheet.y += 10;
  drawCards(sheet, [
    { label: 'Tasks', value: count(all.total), note: `${count(all.completed)} completed` },
    {
      label: 'Success ratio',
      value: percent(ratio),
      note: 'of completed and failed',
      color: ratioColor(ratio),
    },
    { label: 'Failed', value: count(all.failed), note: `${count(all.cancelled)} cancelled` },
    { label: 'Not ended', value: count(all.open), note: 'waiting or running' },
    { label: 'Wait time, median', value: duration(all.wait.p50), note: tail(all.wait) },
    { label: 'Run time, median', value: duration(all.run.p50), note: tail(all.run) },
    { label: 'Retries', value: count(all.retries), note: 'attempts beyond the first' },
    {
      label: 'Tokens',
      value: shortCount(tokens.reduce((sum, one) => sum + one.totalTokens, 0)),
      note: tokenNote(figures),
    },
  ]);
}

function summary({ all, failures }: ReportFigures): string {
  if (all.total === 0) return 'No task was accepted in this period.';
  const ended = `${count(all.total)} ${all.total === 1 ? 'task was' : 'tasks were'} accepted in this period; ${count(all.completed)} completed, ${count(all.failed)} failed, ${count(all.cancelled)} ${all.cancelled === 1 ? 'was' : 'were'} cancelled and ${count(all.open)} had not ended when the report was made.`;
  const worst = failures[0];
  return worst ? `${ended} Most failures: ${worst.type} with ${worst.code} (${count(worst.tasks)}).` : ended;
}

function tail({ p95, p99 }: Spread): string {
  return `p95 ${duration(p95)}, p99 ${duration(p99)}`;
}

function tokenNote({ tokens }: ReportFigures): string {
  const [read, written] = [
    tokens.reduce((sum, one) => sum + one.inputTokens, 0),
    tokens.reduce((sum, one) => sum + one.outputTokens, 0),
  ];
  return `${shortCount(read)} in, ${shortCount(written)} out`;
}

const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

function shortCount(value: number): string {
  return value < 100_000 ? count(value) : SHORT.format(value);
}

function ratioColor(ratio: number | null): string {
  if (ratio === null) return COLOR.ink;
  return ratio >= 0.95 ? COLOR.completed : ratio >= 0.8 ? COLOR.ink : COLOR.failed;
}

function drawNotes(sheet: Sheet): void {
  sheet.heading('How to read this report', 60);
  const notes = [
    'A task belongs to the period in which it was accepted. All times are UTC.',
    'Success ratio: completed tasks over completed and failed ones; cancelled tasks and those that have not ended do not count.',
    'Wait time: from when a task was due (accepted, at its time, or at its next attempt) to the start of its last attempt. Run time: the last attempt of a task that has ended.',
    'p95: 95 of 100 tasks took this long or less; p99 likewise. The median is p50.',
  ];
  for (const note of notes) {
    sheet.paragraph(note, { size: 8.5, color: COLOR.muted, lines: 3 });
    sheet.y += 3;
  }
}
