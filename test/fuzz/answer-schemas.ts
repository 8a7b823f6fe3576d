import { Validator } from '@cfworker/json-schema';
import type { Document, Schema } from './operations.js';

const PREFIX = '#/components/schemas/';
const SAYS_NOTHING = new Set([
  'example',
  'examples',
  'description',
  'nullable',
  'default',
  'deprecated',
  'writeOnly',
]);

/**
 * Holds values against schemas of the document. A field that a schema does not name is wrong, unless the
 * schema says that it takes others.
 */
export class AnswerSchemas {
  private readonly definitions: Schema;
  private readonly validators = new Map<Schema, Validator>();

  constructor({ components }: Document) {
    this.definitions = Object.fromEntries(
      Object.entries(components.schemas).map(([name, schema]) => [name, asJsonSchema(schema)]),
    );
  }

  /** What is wrong with a value; null where nothing is. */
  problem(schema: Schema, value: unknown): string | null {
    const { valid, errors } = this.validatorOf(schema).validate(value);
    if (valid) return null;
    const { instanceLocation, error } = errors.at(-1) ?? { instanceLocation: '', error: 'is not valid' };
    return `${instanceLocation}: ${error}`;
  }

  private validatorOf(schema: Schema): Validator {
    const known = this.validators.get(schema);
    if (known) return known;
    const made = new Validator({ ...(asJsonSchema(schema) as object), $defs: this.definitions }, '2019-09');
    this.validators.set(schema, made);
    return made;
  }
}

/** OpenAPI 3.0 has keywords of its own, and says less by default than it means. */
function asJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asJsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, properties, additionalProperties, ...rest } = schema as Record<string, unknown>;
  const plain: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(rest))
    if (!SAYS_NOTHING.has(key)) plain[key] = asJsonSchema(value);
  if (typeof plain['$ref'] === 'string') plain['$ref'] = plain['$ref'].replace(PREFIX, '#/$defs/');
  if (properties !== undefined) {
    plain['properties'] = Object.fromEntries(
      Object.entries(properties as object).map(([key, value]) => [key, asJsonSchema(value)]),
    );
  }
  if (additionalProperties !== undefined || properties !== undefined)
    plain['additionalProperties'] = asJsonSchema(additionalProperties ?? false);
  return nullable === true ? { anyOf: [{ type: 'null' }, plain] } : plain;
}
