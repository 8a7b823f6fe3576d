import { useTranslation } from 'react-i18next';

const NONE = '–';
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;
const SIZES = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

/** Numbers and times as readers of the chosen language write them. */
export function useFormat() {
  const { i18n } = useTranslation();
  return FORMATS[i18n.language === 'zh' ? 'zh' : 'en'];
}

export type Format = ReturnType<typeof formatIn>;

/**
 * Formats are slow to make and quick to use, and a page writes hundreds of numbers and times: each is made
 * once.
 */
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
    number(value, {
      style: 'unit',
      unit: name,
      unitDisplay: locale === 'zh-CN' ? 'short' : 'narrow',
      maximumFractionDigits: digits,
    });
  /**
   * In whole numbers of two units that follow each other, as "1m 6s": one of them with a fraction has to be
   * worked out.
   */
  const inTwo = (value: number, [large, size]: readonly [string, number], small: string): string => {
    const [whole, rest] = [Math.floor(value / size), value % size];
    return rest === 0 ? unit(whole, large) : `${unit(whole, large)} ${unit(rest, small)}`;
  };
  return {
    count: (value: number): string => number(value, { maximumFractionDigits: 1 }),
    /** "9.5K", "31.3M": beside "1m 6s" a small m would be minutes. */
    short: (value: number): string =>
      number(value, { notation: 'compact', maximumFractionDigits: 1 }).replace(/[km]$/, (letter) =>
        letter.toUpperCase(),
      ),
    /** With two digits that count, so that few are not shown as none. */
    rate: (value: number): string =>
      number(value, value < 10 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 1 }),
    percent: (ratio: number | null): string =>
      ratio === null ? NONE : number(ratio, { style: 'percent', maximumFractionDigits: 1 }),
    bytes: (value: number): string => {
      const [name, size] = SIZES.find(([, size]) => value >= size) ?? (['byte', 1] as const);
      return number(value / size, {
        style: 'unit',
        unit: name,
        unitDisplay: 'short',
        maximumFractionDigits: value < 10 * size ? 1 : 0,
      });
    },
    /** Milliseconds in the unit that is easy to read. */
    duration: (ms: number | null): string => {
      if (ms === null) return NONE;
      if (ms < 1_000) return unit(ms, 'millisecond');
      if (ms < 59_950) return unit(ms / 1_000, 'second', 1);
      const seconds = Math.round(ms / 1_000);
      if (seconds < 3_600) return inTwo(seconds, ['minute', 60], 'second');
      const minutes = Math.round(seconds / 60);
      return minutes < 2_880
        ? inTwo(minutes, ['hour', 60], 'minute')
        : inTwo(Math.round(minutes / 60), ['day', 24], 'hour');
    },
  };
}

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;

function timesIn(locale: string) {
  const format = kept((options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
  const relative = kept((style: 'long' | 'short') => new Intl.RelativeTimeFormat(locale, { style }));
  const time = (moment: string, options: Intl.DateTimeFormatOptions): string =>
    format(options).format(new Date(moment));
  return {
    /** "in 5 minutes", "3 hours ago". */
    fromNow: (moment: string, style: 'long' | 'short' = 'long'): string => {
      const seconds = (Date.parse(moment) - Date.now()) / 1_000;
      // Rounded, 36 hours would be 2 days.
      const [name, size] =
        UNITS.find(([name, size]) => Math.abs(seconds) >= (name === 'day' ? 2 : 1) * size) ?? UNITS[3];
      return relative(style).format(Math.round(seconds / size), name);
    },
    moment: (moment: string): string => time(moment, { dateStyle: 'medium', timeStyle: 'medium' }),
    /** The time of the day to the millisecond. */
    clock: (moment: string): string =>
      time(moment, { ...CLOCK, second: '2-digit', fractionalSecondDigits: 3 }),
    /** With the day of the week, in a time zone; the reader's own where none is named. */
    appointment: (moment: string, timeZone?: string): string =>
      time(moment, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        ...CLOCK,
        ...(timeZone && { timeZone }),
      }),
    /** A step of a chart: the time; over days also the day. */
    step: (moment: string, days: boolean): string =>
      time(moment, { ...(days && { day: 'numeric', month: 'numeric' }), ...CLOCK }),
  };
}

function formatIn(locale: string) {
  return { ...numbersIn(locale), ...timesIn(locale) };
}

/** By language. */
export const FORMATS = { en: formatIn('en-GB'), zh: formatIn('zh-CN') };
