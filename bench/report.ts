import { availableParallelism, totalmem } from 'node:os';
import type { BenchmarkName } from './command-line.js';
import { type Figure, ratioOf } from './figure.js';

export interface Measured {
  readonly benchmark: BenchmarkName;
  readonly figures: readonly Figure[];
}

/** The machine, as far as it matters. */
export function machine(): string {
  return `Node ${process.versions.node}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`;
}

/** A table in Markdown whose columns stand straight in a terminal too. */
export function table(measured: readonly Measured[]): string {
  const rows = measured.flatMap(({ benchmark, figures }) =>
    figures.flatMap((figure) => rowsOf(benchmark, figure)),
  );
  const lines = [['', 'figure', 'measured', 'ceiling', '', 'ratio'], ...rows];
  const widths =
    lines[0]?.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const printed = lines.map(
    (line) => `| ${line.map((cell, column) => padded(cell, column, widths)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width, column) => `${'-'.repeat(width + 1)}${RIGHT.has(column) ? ':' : '-'}`).join('|')}|`;
  return [printed[0], rule, ...printed.slice(1)].join('\n');
}

const RIGHT = new Set([2, 3, 5]);

function rowsOf(benchmark: string, figure: Figure): string[][] {
  const { name, value, unit, ceilings, limit } = figure;
  const measured = text(value, unit);
  const compared = ceilings.map((ceiling) => [
    text(ceiling.value, unit),
    ceiling.name,
    ratioOf(figure, ceiling).toFixed(2),
  ]);
  if (limit !== undefined) compared.push([text(limit, unit), 'limit', value <= limit ? 'kept' : 'EXCEEDED']);
  if (compared.length === 0) compared.push(['', '', '']);
  return compared.map((columns, index) =>
    index === 0 ? [benchmark, name, measured, ...columns] : ['', '', '', ...columns],
  );
}

function text(value: number, unit: string): string {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : 1;
  return `${value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`;
}

function padded(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return RIGHT.has(column) ? cell.padStart(width) : cell.padEnd(width);
}
