const DASH = 0x2d;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** Blanks that may follow a boundary in its line (RFC 2046, 5.1.1: transport padding). */
const LONGEST_PADDING = 100;

export interface Delimiter {
  readonly kind: 'next part' | 'end of the form';
  /** Where what follows it begins: the end of its line, or the bytes after `--`. */
  readonly end: number;
}

export interface Cut {
  /** So many of the bytes are in front of the delimiter, or are certain to be no part of one. */
  readonly before: number;
  /** Null where none is found in these bytes; more may show one. */
  readonly delimiter: Delimiter | null;
}

/**
 * Looks for a line that divides a form. A line that only begins like it is content. Reads each byte once.
 * @param mark a line break, `--` and the boundary
 */
export function findDelimiter(bytes: Buffer, mark: Buffer): Cut {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) {
    const found = delimiterAt(bytes, at + mark.length);
    if (found !== 'none') return { before: at, delimiter: found === 'unknown' ? null : found };
  }
  return { before: bytes.length - lengthOfBeginning(bytes, mark), delimiter: null };
}

/** What the bytes after a boundary make of it. Unknown: they end too early. */
function delimiterAt(bytes: Buffer, from: number): Delimiter | 'none' | 'unknown' {
  if (bytes[from] === DASH) return secondDash(bytes, from + 1);
  let at = from;
  while (isBlank(bytes[at]) && at < from + LONGEST_PADDING) at += 1;
  if (at === bytes.length) return 'unknown';
  if (bytes[at] !== CARRIAGE_RETURN) return 'none';
  if (at + 1 === bytes.length) return 'unknown';
  return bytes[at + 1] === LINE_FEED ? { kind: 'next part', end: at } : 'none';
}

function secondDash(bytes: Buffer, at: number): Delimiter | 'none' | 'unknown' {
  if (at === bytes.length) return 'unknown';
  return bytes[at] === DASH ? { kind: 'end of the form', end: at + 1 } : 'none';
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

/**
 * How many of the last bytes may be the beginning of a mark. Only a mark's first byte is a carriage return.
 */
function lengthOfBeginning(bytes: Buffer, mark: Buffer): number {
  const tail = bytes.subarray(Math.max(0, bytes.length - mark.length + 1));
  const start = tail.lastIndexOf(CARRIAGE_RETURN);
  if (start < 0) return 0;
  const beginning = tail.subarray(start);
  return beginning.equals(mark.subarray(0, beginning.length)) ? beginning.length : 0;
}
