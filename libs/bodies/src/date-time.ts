import { ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;
const FIRST_MS = Date.UTC(1970, 0, 1);
const AFTER_LAST_MS = Date.UTC(10_000, 0, 1);

/**
 * An RFC 3339 date-time of the years 1970 to 9999; null for anything else, such as 30 February or a time
 * without an offset.
 */
export function parseDateTime(value: unknown): Date | null {
  const parts = typeof value === 'string' ? RFC_3339.exec(value) : null;
  if (!parts || !isCalendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return null;
  const date = new Date((value as string).toUpperCase());
  const time = date.getTime();
  return time >= FIRST_MS && time < AFTER_LAST_MS ? date : null; // false for NaN, too: hour 25, offset +99:00
}

/** JavaScript moves 30 February to March. */
function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export const DATE_TIME_MESSAGE =
  'must be an RFC 3339 date-time with an offset, such as 2026-12-01T08:00:00.000Z';

/** A date-time that parseDateTime takes. */
export function IsDateTime(description: string): PropertyDecorator {
  return (prototype, field) => {
    const validate = (value: unknown): boolean => parseDateTime(value) !== null;
    const validator = { validate, defaultMessage: () => DATE_TIME_MESSAGE };
    ValidateBy({ name: 'isDateTime', validator })(prototype, field);
    JSONSchema({ type: 'string', format: 'date-time', description })(prototype, field as string);
  };
}
