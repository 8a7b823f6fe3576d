import cronstrue from 'cronstrue';
import 'cronstrue/locales/zh_CN';
import type { TFunction } from 'i18next';
import type { Schedule } from '../../operation/answers';

export const UNITS = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
export type Unit = keyof typeof UNITS;

/** The largest unit in which an interval is a whole number. */
export function unitOf(everyMs: number): Unit {
  const fitting = (Object.keys(UNITS) as Unit[]).filter((unit) => everyMs % UNITS[unit] === 0);
  return fitting.at(-1) ?? 'second';
}

/** When a schedule fires, in the reader's language. */
export function recurrenceInWords(
  { cron, everyMs, timeZone }: Pick<Schedule, 'cron' | 'everyMs' | 'timeZone'>,
  t: TFunction,
  language: string,
): string {
  if (cron !== null) return `${cronInWords(cron, language) ?? cron} (${timeZone})`;
  const unit = unitOf(everyMs ?? 0);
  return t('schedules.every', {
    duration: `${(everyMs ?? 0) / UNITS[unit]} ${t(`schedules.units.${unit}`)}`,
  });
}

/** Null where an expression has no words; the API decides whether it is a valid one. */
export function cronInWords(cron: string, language: string): string | null {
  try {
    return cronstrue.toString(cron, {
      use24HourTimeFormat: true,
      locale: language === 'zh' ? 'zh_CN' : 'en',
    });
  } catch {
    return null;
  }
}
