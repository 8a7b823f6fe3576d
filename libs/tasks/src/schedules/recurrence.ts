import type { InputProblem } from '@app/handlers';
import { cronPlan, cronProblem } from './cron-plan.js';
import { everyPlan, everyProblem } from './every-plan.js';
import type { Plan } from './plan.js';

/** When a schedule fires, as a person says it. Exactly one of cron and everyMs is set. */
export interface Recurrence {
  readonly cron: string | null;
  readonly everyMs: number | null;
  readonly timeZone: string;
}

/** @param recurrence in which recurrenceProblems finds nothing */
export function planOf({ cron, everyMs, timeZone }: Recurrence): Plan {
  return cron === null ? everyPlan(everyMs ?? 0) : cronPlan(cron, timeZone);
}

/** The next times of a plan, from its next one on. */
export function upcoming(plan: Plan, next: Date | null, count: number): Date[] {
  const times: Date[] = [];
  for (let time = next; time && times.length < count; time = plan.firstAfter(time, time)) times.push(time);
  return times;
}

/** All that is wrong with when a schedule fires. */
export function recurrenceProblems({ cron, everyMs, timeZone }: Recurrence): InputProblem[] {
  const zoneProblem = isTimeZone(timeZone) ? null : 'must be an IANA time zone, such as Europe/Berlin or UTC';
  return [
    ...problem('timeZone', zoneProblem),
    ...problem('cron', cron === null ? null : cronProblem(cron, zoneProblem ? 'UTC' : timeZone)),
    ...problem('everyMs', everyMs === null ? null : everyProblem(everyMs)),
    ...problem('cron', cron === null && everyMs === null ? 'must be given where there is no everyMs' : null),
    ...problem('everyMs', cron !== null && everyMs !== null ? 'must not be given together with cron' : null),
  ];
}

function problem(field: keyof Recurrence, message: string | null): InputProblem[] {
  return message === null ? [] : [{ path: [field], message }];
}

/** Names only: newer versions of Node also know offsets such as +01:00, older ones do not. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
