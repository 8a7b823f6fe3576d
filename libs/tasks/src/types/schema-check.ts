import {
  type AnySchemaObject,
  Ajv2020,
  type CodeOptions,
  type ErrorObject,
  type ValidateFunction,
} from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { RE2JS } from 're2js';
import stringify from 'safe-stable-stringify';
import { MOST_PROBLEMS, type InputProblem, type ProblemPath } from '@app/handlers';
import { TookTooLong, withinMs } from './time-limit.js';

/** Finds what is wrong with a value: the first hundred problems, their paths from the value on. */
export type SchemaCheck = (value: unknown) => InputProblem[];

/** A JSON Schema that can't be used; its message says why. */
export class BadSchema extends Error {
  override readonly name = 'BadSchema';
}

/** The only draft that is understood. */
const DRAFT = /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;
/** Of one check: what is common takes milliseconds. */
const LONGEST_MS = 1_000;
/** The largest schemas take half a second on a quiet machine. */
const LONGEST_TO_READ_MS = 5_000;
/**
 * Each value may break each rule, and Ajv keeps all of that to the end: memory for many millions. More than
 * so many are thrown, as the array that they are. Fewer may come to nothing: those of a branch that need not
 * fit.
 */
const MOST_KEPT = 100_000;
const BOUNDED = [
  /vErrors\.push\((\w+)\)/g,
  `if(vErrors.length>=${MOST_KEPT})throw vErrors;vErrors.push($1)`,
] as const;
/** What can make a check much longer than the schema and the value are. */
const MAY_TAKE_LONG = ['$ref', '$dynamicRef', 'pattern', 'patternProperties', 'format'];

/**
 * A check by a JSON Schema of draft 2020-12. What it refers to must be in it: nothing is loaded. Patterns are
 * read in linear time, so they are RE2's: without look-around and back references. No schema and no value
 * makes a check last: what takes longer than a second is a problem of the value.
 * @param patterns `own` where the schema is one of ours: its patterns are JavaScript's
 * @throws BadSchema
 */
export function schemaCheck(schema: object, patterns: keyof typeof PATTERNS = 'linear'): SchemaCheck {
  if ('$async' in schema) throw new BadSchema('"$async" is not supported');
  if ('$schema' in schema && !DRAFT.test(String(schema.$schema)))
    throw new BadSchema('"$schema" names another draft than 2020-12; leave it out, or change the schema');
  const validate = compiled(schema, patterns);
  tried(validate);
  const check = (value: unknown): InputProblem[] =>
    validate(value) ? [] : problemsOf(validate.errors ?? []);
  const limited = mayTakeLong(schema) ? (value: unknown) => withinMs(LONGEST_MS, () => check(value)) : check;
  return (value) => {
    try {
      return limited(value);
    } catch (error) {
      if (Array.isArray(error)) return problemsOf(error as ErrorObject[]); // see BOUNDED
      return [{ path: [], message: messageOfUnchecked(error) }];
    }
  };
}

const PATTERNS = { linear: linearPatterns, own: (): CodeOptions => ({}) };

/** One that refers to itself without an end does so with any value. */
function tried(validate: ValidateFunction): void {
  try {
    withinMs(LONGEST_MS, () => validate({}));
  } catch (error) {
    throw new BadSchema(messageOfBad(error), { cause: error });
  }
}

function compiled(schema: object, patterns: keyof typeof PATTERNS): ValidateFunction {
  const draft = theDraft();
  try {
    return withinMs(LONGEST_TO_READ_MS, () => {
      void draft.validateSchema(schema, true);
      return ajv(PATTERNS[patterns]()).compile(schema as AnySchemaObject);
    });
  } catch (error) {
    throw new BadSchema(messageOfBad(error), { cause: error });
  }
}

function messageOfBad(error: unknown): string {
  if (error instanceof TookTooLong) return 'it takes too long to be read';
  if (error instanceof RangeError) return 'it refers to itself without an end';
  return error instanceof Error ? error.message : String(error);
}

/** @throws what is no fault of the schema or the value */
function messageOfUnchecked(error: unknown): string {
  if (error instanceof TookTooLong) return 'takes too long to be checked by the schema';
  if (error instanceof RangeError) return "can't be checked: the schema refers to itself without an end";
  throw error;
}

function mayTakeLong(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  return Object.entries(schema).some(([key, inner]) => MAY_TAKE_LONG.includes(key) || mayTakeLong(inner));
}

let compiledDraft: Ajv2020 | null = null;

/**
 * Knows whether something is a schema. To compile the draft takes many times what a schema takes, and here no
 * limit of time ends it halfway.
 */
function theDraft(): Ajv2020 {
  if (compiledDraft) return compiledDraft;
  compiledDraft = ajv({});
  void compiledDraft.validateSchema({});
  return compiledDraft;
}

/** One for each schema: ids in two schemas must not meet, and what is replaced must go. */
function ajv(patterns: CodeOptions): Ajv2020 {
  const own = new Ajv2020({
    allErrors: true,
    validateSchema: false, // the draft has done it
    strict: false, // what a draft does not know is ignored, as it says
    logger: false,
    discriminator: true,
    inlineRefs: false, // a large part that is referred to a thousand times would be a thousand copies
    code: { ...patterns, process: (code) => code.replaceAll(...BOUNDED) },
  });
  addFormats.default(own, { mode: 'fast' });
  own.addFormat('url', isUrl); // the one of the package takes the square of the length
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

function isUrl(text: string): boolean {
  return /^(https?|ftp):\/\/\S+$/i.test(text) && URL.canParse(text);
}

/** Ajv's own compares each item with all others. */
function isUnique(items: readonly unknown[]): boolean {
  return new Set(items.map((item) => stringify(item))).size === items.length;
}

/** Of all patterns of a schema: `a{1000}` is a thousand steps, whatever its length. */
const MOST_REPEATS = 20_000;

/** RE2 for the patterns of one schema. */
function linearPatterns(): CodeOptions {
  let repeats = 0;
  const regExp = Object.assign(
    (pattern: string) => {
      for (const [, least, most] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
        repeats += Math.max(Number(least), Number(most ?? 0));
      if (repeats > MOST_REPEATS) throw new BadSchema('its patterns repeat too much, such as a{1000}');
      const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
      // Ajv keeps compiled patterns by their text
      return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern };
    },
    { code: 'linearPattern' },
  );
  return { regExp };
}

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
