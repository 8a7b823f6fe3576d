import { isISO8601, ValidateBy } from 'class-validator';

/** From 1970 on. A time needs its zone: without one it would mean another moment on every server. */
const DAY_OR_TIME =
  /^(?:19[7-9]\d|[2-9]\d{3})-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** A day, which begins at midnight UTC, or a time of RFC 3339. */
export function IsDayOrTime(): PropertyDecorator {
  return ValidateBy({
    name: 'isDayOrTime',
    validator: {
      validate: (value) =>
        typeof value === 'string' && DAY_OR_TIME.test(value) && isISO8601(value, { strict: true }),
      defaultMessage: () =>
        'must be a day (2026-11-01) or a time with its zone (2026-11-01T08:00:00Z), from 1970 on',
    },
  });
}
