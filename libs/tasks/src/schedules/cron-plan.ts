import { Cron } from 'croner';
import cronstrue from 'cronstrue';
import type { Plan } from './plan.js';

/** In characters. */
export const LONGEST_CRON = 200;

/**
 * The times of a cron expression. When clocks go forward, a fixed time that is left out (02:30) comes at the
 * first moment after the gap; when they go back, a fixed time that comes twice is taken once, the first one.
 * What has a wildcard or a step in its hours, minutes or seconds goes on through both hours.
 */
export function cronPlan(cron: string, timeZone: string): Plan {
  const parsed = parse(cron, timeZone);
  return { firstAfter: (moment) => parsed.nextRun(moment), words: `${words(cron)} (${timeZone})` };
}

/** What is wrong with a cron expression; null where nothing is. */
export function cronProblem(cron: string, timeZone: string): string | null {
  const fields = cron.trim().split(/\s+/).length;
  const isNickname = /^\s*@[a-z]+\s*$/i.test(cron);
  if (cron.length > LONGEST_CRON) return `must be at most ${LONGEST_CRON} characters`;
  if (!isNickname && fields !== 5 && fields !== 6) return 'must have 5 fields, or 6 with the seconds first';
  const outside = isNickname ? null : numberOutside(cron.trim().split(/\s+/));
  if (outside) return `is not a cron expression: ${outside}`;
  try {
    return parse(cron, timeZone).nextRun(new Date()) ? null : 'describes a time that never comes';
  } catch (error) {
    return `is not a cron expression: ${(error as Error).message.replace(/^\w+: /, '')}`;
  }
}

const FIELDS = [
  { name: 'second', least: 0, most: 59 },
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12 },
  { name: 'day of the week', least: 0, most: 7 },
];

/**
 * The first number that its field does not have, as it was sent: the library names the number that it counts
 * by, one less.
 */
function numberOutside(fields: readonly string[]): string | null {
  for (const [index, { name, least, most }] of FIELDS.slice(-fields.length).entries()) {
    const values = (fields[index] ?? '').split(',').flatMap((part) => (part.split('/')[0] ?? '').split('-'));
    const wrong = values.find(
      (value) => /^\d+$/.test(value) && (Number(value) < least || Number(value) > most),
    );
    if (wrong !== undefined) return `${wrong} is no ${name}; it must be from ${least} to ${most}`;
  }
  return null;
}

function parse(cron: string, timezone: string): Cron {
  return new Cron(cron, { timezone, paused: true, mode: '5-or-6-parts', fixedTimeRule: 'no-wildcard' });
}

/** Some valid expressions have no words, such as those with croner's `+`. */
function words(cron: string): string {
  try {
    return cronstrue.toString(cron, { use24HourTimeFormat: true });
  } catch {
    return cron.trim();
  }
}
