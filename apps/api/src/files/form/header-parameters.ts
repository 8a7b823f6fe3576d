/** A header such as `form-data; name="file"; filename="a.txt"`, taken apart. */
export interface HeaderValue {
  readonly type: string;
  /** By their names in lower case. Of several with one name the first counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads each character once. What is not well formed is read as far as it goes. */
export function headerValue(text: string): HeaderValue {
  const parameters = new Map<string, string>();
  const typeEnd = endOf(text, ';', 0);
  let at = typeEnd + 1;
  while (at < text.length) {
    const nameEnd = endOfName(text, at);
    const name = text.slice(at, nameEnd).trim().toLowerCase();
    const { value, end } = text[nameEnd] === '=' ? valueAt(text, nameEnd + 1) : { value: '', end: nameEnd };
    if (name !== '' && !parameters.has(name)) parameters.set(name, value);
    at = end + 1;
  }
  return { type: text.slice(0, typeEnd).trim().toLowerCase(), parameters };
}

function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '=' && text[at] !== ';') at += 1;
  return at;
}

interface Found {
  readonly value: string;
  /** Where the next `;` is, or the end. */
  readonly end: number;
}

function valueAt(text: string, from: number): Found {
  let start = from;
  while (text[start] === ' ' || text[start] === '\t') start += 1;
  if (text[start] === '"') return quoted(text, start + 1);
  const end = endOf(text, ';', start);
  return { value: text.slice(start, end).trim(), end };
}

/**
 * A backslash escapes a quote and itself, and stands for itself before all else: old browsers send
 * `C:\folder\a.txt` as it is.
 */
function quoted(text: string, start: number): Found {
  let value = '';
  let at = start;
  for (; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
    value += text[at];
  }
  return { value, end: endOf(text, ';', at) };
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}
