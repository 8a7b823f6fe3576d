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
  return FORMATS[i18n.language === 'zh' ? 'zh' : 'en'];
}

export type Format = ReturnType<typeof formatIn>;

/** Formats are slow to make and quick to use, and a page writes hundreds of numbers and times: each is made once. */
function kept<Options, Made>(make: (options: Options) => Made): (options: Options) => Made {
  const made = new Map<string, Made>();
  return (options) => {
    const key = JSON.stringify(options);
    const known = made.get(key) ?? make(options);
    made.set(key, known);
    return known;
  };
}

function numbersIn(locale: string) {
  const format = kept((options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
  const number = (value: number, options: Intl.NumberFormatOptions): string => format(options).format(value);
  const unit = (value: number, name: string, digits = 0): string =>
    number(value, { style: 'unit', unit: name, unitDisplay: locale === 'zh-CN' ? 'short' : 'narrow', maximumFractionDigits: digits });
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
  };
}

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;

function timesIn(locale: string) {
  const format = kept((options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
  const relative = kept((style: 'long' | 'short') => new Intl.RelativeTimeFormat(locale, { style }));
  const time = (moment: string, options: Intl.DateTimeFormatOptions): string => format(options).format(new Date(moment));
  return {
    /** "in 5 minutes", "3 hours ago". */
    fromNow: (moment: string, style: 'long' | 'short' = 'long'): string => {
      const seconds = (Date.parse(moment) - Date.now()) / 1_000;
      // Rounded, 36 hours would be 2 days.
      const [name, size] = UNITS.find(([name, size]) => Math.abs(seconds) >= (name === 'day' ? 2 : 1) * size) ?? UNITS[3];
      return relative(style).format(Math.round(seconds / size), name);
    },
    moment: (moment: string): string => time(moment, { dateStyle: 'medium', timeStyle: 'medium' }),
    /** With the day of the week, in a time zone. */
    appointment: (moment: string, timeZone: string): string =>
      time(moment, { weekday: 'short', day: 'numeric', month: 'short', ...CLOCK, timeZone }),
    /** A step of a chart: the time; over days also the day. */
    step: (moment: string, days: boolean): string => time(moment, { ...(days && { day: 'numeric', month: 'numeric' }), ...CLOCK }),
  };
}

function formatIn(locale: string) {
  return { ...numbersIn(locale), ...timesIn(locale) };
}

const FORMATS = { en: formatIn('en-GB'), zh: formatIn('zh-CN') };
