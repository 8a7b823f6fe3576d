import type { ProblemPath } from '@app/handlers';

/**
 * PostgreSQL's text and jsonb hold neither NUL nor a lone surrogate, which JSON may carry and a model may
 * produce.
 * @returns the path of the first string or key that cannot be stored, or null
 */
export function unstorablePath(value: unknown): ProblemPath | null {
  if (typeof value === 'string') return isStorable(value) ? null : [];
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return [];
    const found = unstorablePath(inner);
    if (found) return [key, ...found];
  }
  return null;
}

/** The same value with what cannot be stored taken out (NUL) or replaced (U+FFFD for a lone surrogate). */
export function toStorable<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (_, inner: unknown) => storablePart(inner))) as Value;
}

function storablePart(part: unknown): unknown {
  if (typeof part === 'string') return storableText(part);
  return typeof part === 'object' && part !== null ? withStorableKeys(part) : part;
}

/** The object itself where its keys can be stored, else a copy whose keys can. */
export function withStorableKeys(value: object): object {
  if (Array.isArray(value) || Object.keys(value).every(isStorable)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), inner as unknown]),
  );
}

export function storableText(text: string): string {
  return isStorable(text) ? text : text.replaceAll('\0', '').toWellFormed();
}

/** All strings inside a value, one a line: what a search looks through. */
export function searchTextOf(value: unknown, limit = 20_000): string {
  const texts: string[] = [];
  let length = 0;
  (function collect(inner: unknown): void {
    if (length > limit) return;
    if (typeof inner === 'string') length += texts.push(inner) && inner.length + 1;
    else if (typeof inner === 'object' && inner !== null) Object.values(inner).forEach(collect);
  })(value);
  return texts.join('\n').slice(0, limit).toWellFormed();
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Deeper than any real input, and far from where recursion ends, ours and PostgreSQL's. */
export const DEEPEST = 64;

/**
 * Whether a value is nested more deeply than 64 levels. Looks level by level, so that no depth can exhaust
 * the stack.
 */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((inner) =>
      typeof inner === 'object' && inner !== null ? (Object.values(inner) as unknown[]) : [],
    );
  }
  return false;
}
