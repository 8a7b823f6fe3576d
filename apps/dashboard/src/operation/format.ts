import { useTranslation } from 'react-i18next';

const NONE = '–';
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Numbers and times as readers of the chosen language write them. */
export function useFormat() {
  const { i18n } = useTranslation();
  return formatIn(i18n.language === 'zh' ? 'zh-CN' : 'en-GB');
}

export type Format = ReturnType<typeof formatIn>;

function formatIn(locale: string) {
  const number = (value: number, options?: Intl.NumberFormatOptions): string => new Intl.NumberFormat(locale, options).format(value);
  const unit = (value: number, name: string, digits = 0): string =>
    number(value, { style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: digits });
  return {
    count: (value: number): string => number(value, { maximumFractionDigits: 1 }),
    short: (value: number): string => number(value, { notation: 'compact', maximumFractionDigits: 1 }),
    percent: (ratio: number | null): string => (ratio === null ? NONE : number(ratio, { style: 'percent', maximumFractionDigits: 1 })),
    bytes: (value: number): string => unit(value / 1_048_576, 'megabyte'),
    /** Milliseconds in the unit that is easy to read. */
    duration: (ms: number | null): string => {
      if (ms === null) return NONE;
      if (ms < 1_000) return unit(ms, 'millisecond');
      if (ms < 60_000) return unit(ms / 1_000, 'second', 1);
      return ms < 3_600_000 ? unit(ms / 60_000, 'minute', 1) : unit(ms / 3_600_000, 'hour', 1);
    },
    /** "in 5 minutes", "3 hours ago". */
    fromNow: (time: string, style: 'long' | 'short' = 'long'): string => {
      const seconds = (Date.parse(time) - Date.now()) / 1_000;
      // Rounded, 36 hours would be 2 days.
      const [name, size] = UNITS.find(([name, size]) => Math.abs(seconds) >= (name === 'day' ? 2 : 1) * size) ?? UNITS[3];
      return new Intl.RelativeTimeFormat(locale, { style }).format(Math.round(seconds / size), name);
    },
    moment: (time: string): string => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(time)),
    /** With the day of the week, in a time zone. */
    appointment: (time: string, timeZone: string): string =>
      new Intl.DateTimeFormat(locale, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        timeZone,
      }).format(new Date(time)),
    /** A step of a chart: the time; over days also the day. */
    step: (time: string, days: boolean): string =>
      new Intl.DateTimeFormat(locale, { ...(days && { day: 'numeric', month: 'numeric' }), hour: '2-digit', minute: '2-digit' }).format(
        new Date(time),
      ),
  };
}
