import { type AnySchemaObject, Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { RE2JS } from 're2js';
import stringify from 'safe-stable-stringify';
import { MOST_PROBLEMS } from '../errors.js';
import type { InputProblem, ProblemPath } from '../problem-path.js';

/** Finds what is wrong with a value: the first hundred problems, their paths from the value on. */
export type SchemaCheck = (value: unknown) => InputProblem[];

/** A JSON Schema that can't be used; its message says why. */
export class BadSchema extends Error {
  override readonly name = 'BadSchema';
}

/**
 * A check by a JSON Schema of draft 2020-12. What it refers to must be in it: nothing is loaded. Patterns are
 * read in linear time, so they are RE2's: without look-around and back references.
 * @throws BadSchema
 */
export function schemaCheck(schema: object): SchemaCheck {
  if ('$async' in schema) throw new BadSchema('"$async" is not supported');
  try {
    const validate = ajv().compile(schema as AnySchemaObject);
    return (value) => (validate(value) ? [] : problemsOf(validate.errors ?? []));
  } catch (error) {
    throw new BadSchema(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** One for each schema: ids in two schemas must not meet, and what is replaced must go. */
function ajv(): Ajv2020 {
  const own = new Ajv2020({
    allErrors: true,
    strict: false, // what a draft does not know is ignored, as it says
    logger: false,
    discriminator: true,
    code: { regExp: linearPattern },
  });
  addFormats.default(own, { mode: 'fast' });
  own.removeKeyword('uniqueItems');
  own.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must not hold an item twice' },
    validate: (isAsked: boolean, items: unknown[]) => !isAsked || isUnique(items),
  });
  return own;
}

/** Ajv's own compares each item with all others. */
function isUnique(items: readonly unknown[]): boolean {
  return new Set(items.map((item) => stringify(item))).size === items.length;
}

const linearPattern = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    // Ajv keeps compiled patterns by their text
    return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern };
  },
  { code: 'linearPattern' },
);

function problemsOf(errors: readonly ErrorObject[]): InputProblem[] {
  return errors.slice(0, MOST_PROBLEMS).map((error) => {
    const path = segmentsOf(error.instancePath);
    const { missingProperty, additionalProperty, unevaluatedProperty } = error.params as Record<
      string,
      string
    >;
    const unknown = additionalProperty ?? unevaluatedProperty;
    if (missingProperty !== undefined) return { path: [...path, missingProperty], message: 'is required' };
    if (unknown !== undefined) return { path: [...path, unknown], message: 'is not a known field' };
    return { path, message: messageOf(error) };
  });
}

function messageOf({ keyword, params, message = 'is not valid' }: ErrorObject): string {
  const { allowedValues } = params as { allowedValues?: unknown[] };
  return keyword === 'enum' && allowedValues
    ? `must be one of ${allowedValues.map((value) => JSON.stringify(value)).join(', ')}`
    : message;
}

/** A JSON Pointer (RFC 6901). */
function segmentsOf(pointer: string): ProblemPath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : part));
}
