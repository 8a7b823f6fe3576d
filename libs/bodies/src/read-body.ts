import type { Type } from '@nestjs/common';
import { below, type InputProblem, inputProblems, InputRefused, isTooDeep } from '@app/tasks';
import {
  type FieldReader,
  fieldReaders,
  isAbsentAsNull,
  type NestedClass,
  nestedClass,
} from './body-fields.js';
import { isJsonObject, type JsonObject } from './json-object.js';

/** What was sent, as an instance of its class. */
export interface ReadBody<Body extends object> {
  /** Null where it cannot be one at all, such as a list. */
  readonly body: Body | null;
  /** Where there are any, its fields may have other types than its class says. */
  readonly problems: readonly InputProblem[];
}

/**
 * Reads a JSON value as a class with class-validator decorators. Unknown fields are problems. Null in a field
 * of the class means that it is not there, unless its schema says `nullable: true`.
 * @param toFields brings another form of the body to the fields of the class
 */
export function readBody<Body extends object>(
  type: Type<Body>,
  sent: unknown,
  toFields = (given: JsonObject): JsonObject => given,
): ReadBody<Body> {
  if (!isJsonObject(sent)) return { body: null, problems: [{ path: [], message: 'must be a JSON object' }] };
  if (isTooDeep(sent)) return { body: null, problems: [{ path: [], message: 'is nested too deeply' }] };
  const fields = toFields(sent);
  const inherited = Object.keys(fields).filter((key) => key in Object.prototype); // `__proto__` among them
  if (inherited.length > 0) return { body: null, problems: inherited.map(unknownField) };
  return readFields(type, fields);
}

/** The body where nothing is wrong with it. @throws InputRefused with all that is */
export function validBody<Body extends object>({ body, problems }: ReadBody<Body>): Body {
  if (body === null || problems.length > 0) throw new InputRefused(problems);
  return body;
}

function unknownField(key: string): InputProblem {
  return { path: [key], message: 'is not a known field' };
}

/** Some fields have a reader of their own; the others are looked at by class-validator. */
function readFields<Body extends object>(type: Type<Body>, fields: JsonObject): ReadBody<Body> {
  const readers = fieldReaders(type);
  const others = Object.entries(fields).filter(([field]) => !readers.has(field));
  const body = instanceOf(type, others);
  const problems = inputProblems(body);
  for (const [field, read] of readers) problems.push(...readInto(body, field, read(fields[field])));
  return { body, problems };
}

function readInto(body: object, field: string, { value, problems }: ReturnType<FieldReader>): InputProblem[] {
  Object.assign(body, { [field]: value });
  return below([field], problems);
}

const OWN = { enumerable: true, writable: true, configurable: true } as const;

/** Values are shared and not copied: an input may have megabytes. */
function instanceOf<Body extends object>(
  type: Type<Body>,
  fields: readonly (readonly [string, unknown])[],
): Body {
  const instance = new type();
  for (const [field, value] of fields) {
    if (value === null && isAbsentAsNull(type, field) && !(field in Object.prototype)) continue;
    const own = { value: nested(nestedClass(type, field), value), ...OWN };
    Object.defineProperty(instance, field, own); // to set `__proto__` would change what it is
  }
  return instance;
}

function nested(known: NestedClass | null, value: unknown): unknown {
  if (!known) return value;
  const one = (item: unknown): unknown =>
    isJsonObject(item) ? instanceOf(known.type, Object.entries(item)) : item;
  return known.isList && Array.isArray(value) ? value.map(one) : one(value);
}
