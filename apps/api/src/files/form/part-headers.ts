/** Each header's first value by its name in lower case, one character a byte. */
export type PartHeaders = ReadonlyMap<string, string>;

const FOLD = /\r\n(?=[ \t])/;

/** Reads the lines of a part's headers. A line that is no header counts for nothing. */
export function partHeaders(block: string): PartHeaders {
  const headers = new Map<string, string>();
  for (const line of block.split(FOLD).join('').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon < 1 || /[\r\n]/.test(line)) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}
