/** All decimals of so few digits come back from a double as they went in. */
const CERTAIN_CHARACTERS = 15;
/** As many as toPrecision gives. */
const MOST_DIGITS = 100;
const NUMBER = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * Whether a number of JSON survives as a double: the nearest double, written with as many significant digits,
 * has the same digits. So 0.1, 1e23 and 0.30000000000000004 are kept; 9007199254740993 (another integer),
 * 1e400 (too large), 1e-400 (zero) and 3.14159265358979323846 (digits lost) are not.
 */
export function isExact(token: string): boolean {
  if (token.length <= CERTAIN_CHARACTERS && !/[eE]/.test(token)) return true;
  const sent = decimalOf(token);
  if (!sent || sent.digits.length > MOST_DIGITS) return false;
  if (sent.digits === '') return true; // a zero, however it is written
  const value = Number(token);
  if (!Number.isFinite(value) || value === 0) return false;
  // The shortest decimal of a double is sometimes not its nearest of that length.
  return (
    isSame(sent, decimalOf(value.toPrecision(sent.digits.length))) || isSame(sent, decimalOf(String(value)))
  );
}

interface Decimal {
  /** Without zeros at both ends. */
  readonly digits: string;
  /** The power of ten of the last digit. */
  readonly exponent: number;
}

function isSame(one: Decimal, other: Decimal | null): boolean {
  return one.digits === other?.digits && one.exponent === other.exponent;
}

function decimalOf(text: string): Decimal | null {
  const [, whole, fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
  if (whole === undefined) return null;
  const all = whole + fraction;
  let from = 0;
  let to = all.length;
  while (from < to && all[from] === '0') from += 1;
  while (to > from && all[to - 1] === '0') to -= 1;
  return { digits: all.slice(from, to), exponent: Number(power) - fraction.length + (all.length - to) };
}
