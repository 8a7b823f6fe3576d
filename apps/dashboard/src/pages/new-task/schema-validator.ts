import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import {
  type RJSFSchema,
  type RJSFValidationError,
  toErrorSchema,
  type ValidationData,
  type ValidatorType,
} from '@rjsf/utils';

export type Input = Record<string, unknown>;

/** Says what is wrong in the reader's language; undefined where only the library's own words are known. */
export type Explain = (keyword: string, limit: unknown) => string | undefined;

/** Errors that only say that something below them is wrong. */
const OUTER = ['properties', '$ref', 'items', 'additionalProperties', 'allOf'];
const TEXT_CHECKS = ['format', 'pattern'];
/** Keywords whose values are data, in which `format` is a name like any other. */
const VALUES = ['const', 'default', 'enum', 'examples'];
const MISSING = /required property "(.*)"/;

/**
 * Validates what the form holds by a validator that interprets the schema. The usual one of the forms
 * compiles schemas to functions, which the content security policy forbids.
 */
export function schemaValidator(explain: Explain): ValidatorType<Input> {
  return {
    isValid: (schema, input, root) => check({ ...schema, $defs: root.$defs }, input).length === 0,
    rawValidation: <Result>(schema: RJSFSchema, input?: Input) => ({
      errors: check(schema, input) as Result[],
    }),
    validateFormData(input, schema, _custom, transform, uiSchema): ValidationData<Input> {
      const found = check(schema, input).map((error) => errorOf(error, schema, explain));
      const errors = transform ? transform(found, uiSchema) : found;
      return { errors, errorSchema: toErrorSchema<Input>(errors) };
    },
  };
}

function check(schema: RJSFSchema, input: unknown): OutputUnit[] {
  const { errors } = new Validator(asLooseAsTheServer(schema) as Schema, '2020-12', false).validate(
    input ?? {},
  );
  return errors.filter(({ keyword }) => !OUTER.includes(keyword));
}

/**
 * Formats and patterns are the server's: another implementation of `email` or `uri` refuses what it takes,
 * and a pattern has lost its flags. Without them several of `oneOf` may match. Values that are no schemas
 * stay.
 */
function asLooseAsTheServer(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asLooseAsTheServer);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([key, value]) => !TEXT_CHECKS.includes(key) || typeof value !== 'string',
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key === 'oneOf' ? 'anyOf' : key,
      VALUES.includes(key) ? value : asLooseAsTheServer(value),
    ]),
  );
}

function errorOf(
  { instanceLocation, keyword, keywordLocation, error }: OutputUnit,
  schema: RJSFSchema,
  explain: Explain,
): RJSFValidationError {
  const missing = keyword === 'required' ? MISSING.exec(error)?.[1] : undefined;
  const path = [...steps(instanceLocation), ...(missing === undefined ? [] : [missing])];
  const message = explain(keyword, valueAt(schema, steps(keywordLocation))) ?? error;
  return { name: keyword, message, property: `.${path.join('.')}`, stack: `${path.join('.')}: ${message}` };
}

function steps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(schema: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, step) => (typeof node === 'object' && node !== null ? (node as Input)[step] : undefined),
    schema,
  );
}
