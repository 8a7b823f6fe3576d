import type { Plan } from './plan.js';

/** How long an interval may be. */
export const INTERVAL_MS = { least: 1_000, most: 366 * 24 * 60 * 60_000 } as const;

const UNITS: readonly (readonly [string, number])[] = [
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
];

/** A fixed interval, whatever clocks on walls do. */
export function everyPlan(everyMs: number): Plan {
  return {
    firstAfter: (moment, planned) => {
      const intervals = Math.max(1, Math.floor((moment.getTime() - planned.getTime()) / everyMs) + 1);
      return new Date(planned.getTime() + intervals * everyMs);
    },
    words: `Every ${inWords(everyMs)}`,
  };
}

/** What is wrong with an interval; null where nothing is. */
export function everyProblem(everyMs: number): string | null {
  const isFine = Number.isInteger(everyMs) && everyMs >= INTERVAL_MS.least && everyMs <= INTERVAL_MS.most;
  return isFine
    ? null
    : `must be a whole number of milliseconds from ${INTERVAL_MS.least} to ${INTERVAL_MS.most} (366 days)`;
}

function inWords(everyMs: number): string {
  const [unit, unitMs] = UNITS.find(([, ms]) => everyMs % ms === 0) as (typeof UNITS)[number];
  const count = everyMs / unitMs;
  return count === 1 ? unit : `${count} ${unit}s`;
}
