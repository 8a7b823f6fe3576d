import type { ReportPeriod, ReportStep } from '@app/persistence';
import type { ReportInput } from './report.input.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The period of a report; without one the last 24 hours. */
export function periodOf({ from, to }: Pick<ReportInput, 'from' | 'to'>, now = new Date()): ReportPeriod {
  const end = to ? new Date(to) : now;
  return { from: from ? new Date(from) : new Date(end.getTime() - DAY_MS), to: end };
}

/** Steps that make between about ten and a few hundred bars. */
export function stepOf({ from, to }: ReportPeriod): ReportStep {
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  if (days <= 2) return 'hour';
  return days <= 366 ? 'day' : 'week';
}

export const STEP_MS: Readonly<Record<ReportStep, number>> = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS };
