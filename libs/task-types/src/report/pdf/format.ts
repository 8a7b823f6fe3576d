import type { ReportStep } from '@app/persistence';

const NUMBER = new Intl.NumberFormat('en');
const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const WEEKDAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

export const NONE = '–';

export function count(value: number): string {
  return NUMBER.format(value);
}

/** @param part of 1; null where there is nothing to divide by */
export function percent(part: number | null): string {
  if (part === null) return NONE;
  if (part > 0.9995 && part < 1) return '> 99.9 %'; // never 100 % where one has failed
  return `${(part * 100).toFixed(1)} %`;
}

/** @param ms null where nothing ran */
export function duration(ms: number | null): string {
  if (ms === null) return NONE;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 59.95 * 60_000) return `${(ms / 60_000).toFixed(1)} min`;
  return ms < 48 * 3_600_000 ? `${(ms / 3_600_000).toFixed(1)} h` : `${(ms / 86_400_000).toFixed(1)} days`;
}

/** UTC, to the minute. */
export function moment(at: Date): string {
  return `${DAY.format(at)}, ${TIME.format(at)}`;
}

/** A step by its start, as it stands under a chart. */
export function stepLabel(step: ReportStep, start: Date): string {
  if (step === 'hour') return TIME.format(start);
  return (step === 'day' ? SHORT_DAY : DAY).format(start);
}

/** A step by its start, as it stands in a table. */
export function stepName(step: ReportStep, start: Date): string {
  return step === 'hour' ? moment(start) : WEEKDAY.format(start);
}

/** Of the tasks that succeeded or failed; cancelled ones did neither. */
export function successRatio({
  completed,
  failed,
}: {
  readonly completed: number;
  readonly failed: number;
}): number | null {
  return completed + failed > 0 ? completed / (completed + failed) : null;
}
