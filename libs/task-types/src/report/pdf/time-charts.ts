import type { ReportPeriod, ReportStep, StepFigures } from '@app/persistence';
import { STEP_MS } from '../period.js';
import { type Chart, drawBars, drawLines } from './chart.js';
import { count, duration, stepLabel } from './format.js';
import type { Report } from './report.js';
import type { Sheet } from './sheet.js';
import { COLOR } from './theme.js';

/** What became of the tasks, by when they were accepted. */
export function drawTasksOverTime(sheet: Sheet, report: Report): void {
  const { labels, steps } = timeline(report);
  const series = [
    { name: 'completed', color: COLOR.completed, values: steps.map((one) => one?.completed ?? 0) },
    { name: 'failed', color: COLOR.failed, values: steps.map((one) => one?.failed ?? 0) },
    { name: 'cancelled', color: COLOR.cancelled, values: steps.map((one) => one?.cancelled ?? 0) },
    { name: 'not ended', color: COLOR.open, values: steps.map((one) => one?.open ?? 0) },
  ];
  drawBars(sheet, { heading: `Tasks by ${report.step}`, labels, series, format: count });
}

/** How long they waited and ran. */
export function drawTimesOverTime(sheet: Sheet, report: Report): void {
  const { labels, steps } = timeline(report);
  const series = [
    { name: 'run, median', color: COLOR.accent, values: steps.map((one) => one?.run.p50 ?? null) },
    { name: 'run, p95', color: COLOR.light, values: steps.map((one) => one?.run.p95 ?? null) },
    { name: 'wait, p95', color: COLOR.cancelled, values: steps.map((one) => one?.wait.p95 ?? null) },
  ];
  const chart: Chart = {
    heading: `Wait and run time by ${report.step}`,
    labels,
    series,
    format: (ms) => (ms === 0 ? '0' : duration(ms)),
  };
  drawLines(sheet, chart);
}

interface Timeline {
  readonly labels: string[];
  readonly steps: (StepFigures | null)[];
}

/** Every step of the period, also those without tasks. */
function timeline({ period, step, figures }: Report): Timeline {
  const known = new Map(figures.steps.map((one) => [one.start.getTime(), one]));
  const starts = startsOf(period, step, figures.steps);
  return {
    labels: starts.map((start) => stepLabel(step, new Date(start))),
    steps: starts.map((start) => known.get(start) ?? null),
  };
}

function startsOf({ from, to }: ReportPeriod, step: ReportStep, steps: readonly StepFigures[]): number[] {
  const [first, last] = [steps[0]?.start.getTime(), steps.at(-1)?.start.getTime()];
  const length = STEP_MS[step];
  if (first === undefined || last === undefined) return [];
  // A period of years may begin long before the first task.
  const start = step === 'week' ? first : first - Math.ceil((first - from.getTime()) / length) * length;
  const end = step === 'week' ? last + 1 : to.getTime();
  return Array.from({ length: Math.ceil((end - start) / length) }, (_, index) => start + index * length);
}
