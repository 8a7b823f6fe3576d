import { isObject, ValidateBy } from 'class-validator';

export const MOST_HEADERS = 50;
/** Of one value, in characters. */
export const LONGEST_HEADER = 8_192;
/** A token of RFC 9110, section 5.6.2. */
export const HEADER_NAME = "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$";
/** Visible ASCII, spaces and tabs: nothing by which a value could become headers of its own. */
export const HEADER_VALUE = '^[\\t\\x20-\\x7e]*$';

const NAME = new RegExp(HEADER_NAME);
const VALUE = new RegExp(HEADER_VALUE);
/** Those of the connection, which are ours to say, and those that we sign and name the task with. */
const OURS =
  /^(host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|http2-settings|proxy-.*|webhook-.*|task-.*)$/i;

/** Headers by name; the message says which one can't be sent, but never its value. */
export function AreRequestHeaders(): PropertyDecorator {
  return ValidateBy({
    name: 'areRequestHeaders',
    validator: {
      validate: (value) => problemOf(value) === null,
      defaultMessage: (given) => problemOf(given?.value) ?? '',
    },
  });
}

function problemOf(headers: unknown): string | null {
  if (!isObject(headers) || Array.isArray(headers)) return 'must be an object of headers by name';
  const entries = Object.entries(headers);
  if (entries.length > MOST_HEADERS) return `must have at most ${MOST_HEADERS} headers`;
  const names = entries.map(([name]) => name.toLowerCase());
  if (new Set(names).size < names.length) return 'must have no header twice';
  return entries.map(([name, value]) => problemOfHeader(name, value)).find((one) => one !== null) ?? null;
}

function problemOfHeader(name: string, value: unknown): string | null {
  if (!NAME.test(name)) return 'must have names of letters, digits and - only';
  if (OURS.test(name)) return `must not have the header ${name}: the server sets it`;
  if (typeof value === 'string' && value.length <= LONGEST_HEADER && VALUE.test(value)) return null;
  return `must have a text of at most ${LONGEST_HEADER} visible ASCII characters as ${name}`;
}
