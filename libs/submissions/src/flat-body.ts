import type { ProblemPath } from '@app/tasks';
import type { JsonObject } from '@app/bodies';

export const FLAT_TYPE = 'ai.text-generation';
const INPUT_FIELDS = ['prompt', 'model', 'provider'];

/** Keeps a field of the envelope, such as `tags`, from being taken in the flat body, which never had it. */
const UNKNOWN = 'not in the flat body: ';

/** Whether this is the old system's body, `{ prompt, model?, provider?, priority? }`. */
export function isFlat(body: JsonObject): boolean {
  const has = (field: string): boolean => Object.hasOwn(body, field);
  return !has('type') && !has('input') && INPUT_FIELDS.some(has);
}

/**
 * The old body as a submission of today. A field that it does not know stays, to be refused under its own
 * name.
 */
export function fromFlat(body: JsonObject): JsonObject {
  const given = Object.entries(body).filter(([, value]) => value !== null);
  const others = given
    .filter(([field]) => !INPUT_FIELDS.includes(field))
    .map(([field, value]) => [field === 'priority' ? field : UNKNOWN + field, value] as const);
  return {
    ...Object.fromEntries(others),
    type: FLAT_TYPE,
    input: Object.fromEntries(given.filter(([field]) => INPUT_FIELDS.includes(field))),
  };
}

/** A path in the submission of today as the client of the old body knows it. */
export function flatPath(path: ProblemPath): ProblemPath {
  const [first, ...inside] = path;
  if (first === 'input' && inside.length > 0) return inside;
  return typeof first === 'string' && first.startsWith(UNKNOWN)
    ? [first.slice(UNKNOWN.length), ...inside]
    : path;
}
