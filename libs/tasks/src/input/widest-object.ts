import type { InputProblem, ProblemPath } from '@app/handlers';

/**
 * class-transformer compares each field of an object with all before it: 150,000 fields took 10 s, these take
 * about 10 ms.
 */
export const MOST_FIELDS = 5_000;

/**
 * The first object in a JSON value that has more fields than can be looked at in a short time; null where
 * there is none. Each value is visited once.
 */
export function tooWide(value: unknown): InputProblem | null {
  const path = wideObject(value);
  return path && { path, message: `must have no more than ${MOST_FIELDS} fields` };
}

function wideObject(value: unknown): ProblemPath | null {
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  if (!Array.isArray(value) && entries.length > MOST_FIELDS) return [];
  for (const [name, inner] of entries) {
    const found = wideObject(inner);
    if (found) return [name, ...found];
  }
  return null;
}
