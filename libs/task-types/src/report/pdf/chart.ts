import { labelEvery, ticks } from './axis.js';
import type { Sheet } from './sheet.js';
import { COLOR, LINE, PAGE, WIDTH } from './theme.js';

const SIZE = 7.5;
const HEIGHT = 148;
const LEFT = 46;
const BELOW = 20;

export interface Series {
  readonly name: string;
  readonly color: string;
  /** One a label; null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface Chart {
  readonly heading: string;
  /** Of the steps, from left to right. */
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** Of one step. */
  readonly step: number;
  readonly y: (value: number) => number;
}

/** Bars with one part a series. */
export function drawBars(sheet: Sheet, chart: Chart): void {
  const sums = chart.labels.map((_, index) =>
    chart.series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  );
  const frame = drawFrame(sheet, chart, ticks(Math.max(1, ...sums)));
  const gap = Math.min(6, frame.step * 0.22);
  const bases = sums.map(() => 0);
  for (const { color, values } of chart.series) {
    values.forEach((value, index) => {
      if (!value) return;
      const base = bases[index] ?? 0;
      const [top, bottom] = [frame.y(base + value), frame.y(base)];
      sheet.document
        .rect(frame.left + index * frame.step + gap / 2, top, frame.step - gap, bottom - top)
        .fill(color);
      bases[index] = base + value;
    });
  }
  finish(sheet, frame);
}

/**
 * A line a series; where a value is missing it is interrupted, and a value between two that are missing is a
 * dot.
 */
export function drawLines(sheet: Sheet, chart: Chart): void {
  const largest = Math.max(0, ...chart.series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const frame = drawFrame(sheet, chart, ticks(largest || 1));
  for (const { color, values } of chart.series) {
    for (const run of runsOf(values)) {
      const points = run.map(({ index, value }): [number, number] => [
        frame.left + (index + 0.5) * frame.step,
        frame.y(value),
      ]);
      stroke(sheet, points, color);
      if (frame.step > 10 || points.length === 1) dots(sheet, points, color);
    }
  }
  finish(sheet, frame);
}

function drawFrame(sheet: Sheet, chart: Chart, marks: readonly number[]): Frame {
  sheet.heading(chart.heading, HEIGHT + BELOW + 10);
  drawLegend(sheet, chart.series);
  const [left, top, width] = [PAGE.margin + LEFT, sheet.y + 6, WIDTH - LEFT];
  const y = (value: number) => top + HEIGHT * (1 - value / (marks.at(-1) ?? 1));
  for (const mark of marks) {
    sheet.document
      .moveTo(left, y(mark))
      .lineTo(left + width, y(mark))
      .lineWidth(0.5)
      .stroke(mark === 0 ? COLOR.muted : COLOR.grid);
    const style = { size: SIZE, color: COLOR.muted, width: LEFT - 6, align: 'right' } as const;
    sheet.text(chart.format(mark), PAGE.margin, y(mark) - (SIZE * LINE) / 2, style);
  }
  const frame = { left, top, width, step: width / Math.max(1, chart.labels.length), y };
  drawLabels(sheet, chart.labels, frame);
  return frame;
}

/** On the line of the heading, at the right. */
function drawLegend(sheet: Sheet, series: readonly Series[]): void {
  let x = PAGE.margin + WIDTH;
  for (const { name, color } of [...series].reverse()) {
    x -= sheet.widthOf(name, SIZE + 0.5);
    sheet.text(name, x, sheet.y - 19, { size: SIZE + 0.5, color: COLOR.text, width: 100 });
    sheet.document.rect(x - 11, sheet.y - 17, 7, 7).fill(color);
    x -= 24;
  }
}

function drawLabels(sheet: Sheet, labels: readonly string[], { left, top, width, step }: Frame): void {
  const widest = Math.max(0, ...labels.map((label) => sheet.widthOf(label, SIZE)));
  const every = labelEvery(labels.length, widest, width);
  labels.forEach((label, index) => {
    if (index % every > 0) return;
    const middle = left + (index + 0.5) * step;
    const x = Math.min(middle - widest / 2, left + width - widest);
    sheet.text(label, x, top + HEIGHT + 4, {
      size: SIZE,
      color: COLOR.muted,
      width: widest + 1,
      align: 'center',
    });
  });
}

function finish(sheet: Sheet, { top }: Frame): void {
  sheet.y = top + HEIGHT + BELOW;
}

function runsOf(values: readonly (number | null)[]): { index: number; value: number }[][] {
  const runs: { index: number; value: number }[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    if (index === 0 || (values[index - 1] ?? null) === null) runs.push([]);
    runs.at(-1)?.push({ index, value });
  });
  return runs;
}

function dots(sheet: Sheet, points: readonly [number, number][], color: string): void {
  for (const [x, y] of points) sheet.document.circle(x, y, 1.7).fill(color);
}

function stroke(sheet: Sheet, [first, ...rest]: readonly [number, number][], color: string): void {
  if (!first) return;
  sheet.document.moveTo(...first);
  for (const point of rest) sheet.document.lineTo(...point);
  sheet.document.lineWidth(1.4).lineJoin('round').stroke(color);
}
