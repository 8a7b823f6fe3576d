import type { ModelTokens, NotableTask, ReportStep, StepFigures, TaskFigures } from '@app/persistence';
import { count, duration, moment, percent, stepName, successRatio } from './format.js';
import type { Report } from './report.js';
import type { Sheet } from './sheet.js';
import { type Column, drawTable } from './table.js';
import { COLOR } from './theme.js';

const NOTHING = 'Nothing in this period.';

export function drawTypes(sheet: Sheet, { figures }: Report): void {
  const rows =
    figures.types.length > 1 ? [...figures.types, { type: 'All types', ...figures.all }] : figures.types;
  drawTable(
    sheet,
    'By task type',
    [{ title: 'Type', width: 27, value: ({ type }) => type }, ...TASK_COLUMNS],
    rows,
    NOTHING,
  );
}

export function drawSteps(sheet: Sheet, { figures, step }: Report): void {
  const first: Column<StepFigures> = {
    title: TITLES[step],
    width: 27,
    value: ({ start }) => stepName(step, start),
  };
  drawTable(sheet, `By ${step}`, [first, ...TASK_COLUMNS], figures.steps, NOTHING);
}

export function drawFailures(sheet: Sheet, { figures }: Report): void {
  const share = (tasks: number) => tasks / Math.max(1, figures.all.failed);
  drawTable(
    sheet,
    'Why tasks failed',
    [
      { title: 'Type', width: 30, value: ({ type }) => type },
      { title: 'Reason', width: 30, value: ({ code }) => code },
      { title: 'Tasks', width: 12, align: 'right', value: ({ tasks }) => count(tasks) },
      { title: 'Of all failures', width: 16, align: 'right', value: ({ tasks }) => percent(share(tasks)) },
    ],
    figures.failures,
    'No task failed in this period.',
  );
}

export function drawSlowest(sheet: Sheet, { figures }: Report): void {
  const columns: Column<NotableTask>[] = [
    ...NOTABLE_COLUMNS,
    { title: 'Accepted', width: 22, value: ({ createdAt }) => moment(createdAt) },
    { title: 'Run time', width: 15, align: 'right', value: ({ runMs }) => duration(runMs) },
  ];
  drawTable(sheet, 'Slowest tasks', columns, figures.slowest, NOTHING);
}

export function drawMostFailing(sheet: Sheet, { figures }: Report): void {
  const columns: Column<NotableTask>[] = [
    ...NOTABLE_COLUMNS,
    { title: 'Last error', width: 24, value: ({ code }) => code ?? '' },
    { title: 'Attempts', width: 13, align: 'right', value: ({ attempts }) => count(attempts) },
  ];
  drawTable(
    sheet,
    'Tasks with the most attempts',
    columns,
    figures.mostFailing,
    'No task failed or needed another attempt.',
  );
}

export function drawTokens(sheet: Sheet, { figures }: Report): void {
  const columns: Column<ModelTokens>[] = [
    { title: 'Provider', width: 20, value: ({ provider }) => provider },
    { title: 'Model', width: 34, value: ({ model }) => model },
    { title: 'Tasks', width: 12, align: 'right', value: ({ tasks }) => count(tasks) },
    { title: 'Input', width: 15, align: 'right', value: ({ inputTokens }) => count(inputTokens) },
    { title: 'Output', width: 15, align: 'right', value: ({ outputTokens }) => count(outputTokens) },
    { title: 'Total', width: 16, align: 'right', value: ({ totalTokens }) => count(totalTokens) },
  ];
  drawTable(sheet, 'Tokens by model', columns, figures.tokens, 'No tokens were used in this period.');
}

const TITLES: Readonly<Record<ReportStep, string>> = { hour: 'Hour', day: 'Day', week: 'Week from' };

const TASK_COLUMNS: readonly Column<TaskFigures>[] = [
  { title: 'Tasks', width: 13, align: 'right', value: ({ total }) => count(total) },
  { title: 'Done', width: 13, align: 'right', value: ({ completed }) => count(completed) },
  {
    title: 'Failed',
    width: 12,
    align: 'right',
    value: ({ failed }) => count(failed),
    color: ({ failed }) => (failed > 0 ? COLOR.failed : undefined),
  },
  { title: 'Success', width: 12, align: 'right', value: (row) => percent(successRatio(row)) },
  { title: 'Wait p50', width: 12.5, align: 'right', value: ({ wait }) => duration(wait.p50) },
  { title: 'p95', width: 11.5, align: 'right', value: ({ wait }) => duration(wait.p95) },
  { title: 'p99', width: 11.5, align: 'right', value: ({ wait }) => duration(wait.p99) },
  { title: 'Run p50', width: 12.5, align: 'right', value: ({ run }) => duration(run.p50) },
  { title: 'p95', width: 11.5, align: 'right', value: ({ run }) => duration(run.p95) },
  { title: 'p99', width: 11.5, align: 'right', value: ({ run }) => duration(run.p99) },
];

const STATUS_COLOR: Readonly<Record<string, string>> = { COMPLETED: COLOR.completed, FAILED: COLOR.failed };

const NOTABLE_COLUMNS: readonly Column<NotableTask>[] = [
  { title: 'Task', width: 37, value: ({ id }) => id },
  { title: 'Type', width: 22, value: ({ type }) => type },
  {
    title: 'Status',
    width: 15,
    value: ({ status }) => status.toLowerCase(),
    color: ({ status }) => STATUS_COLOR[status],
  },
];
