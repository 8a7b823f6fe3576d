import { v7 as uuidv7 } from 'uuid';
import type { KnownValues } from './known-values.js';
import type { Schema } from './operations.js';
import type { Random } from './random.js';

const PREFIX = '#/components/schemas/';
const DEEPEST = 8;
/** Nothing listens there, and nothing leaves the machine. */
const NOWHERE = 'http://127.0.0.1:9/hook';
const MONTH_MS = 30 * 86_400_000;
const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

/** Values that the document calls valid. */
export class SchemaValues {
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly known: KnownValues,
  ) {}

  valueOf(schema: Schema, random: Random, name = '', depth = 0): unknown {
    const { $ref, enum: values, nullable } = schema as Combined;
    if ($ref !== undefined)
      return this.valueOf(this.schemas[$ref.slice(PREFIX.length)] ?? {}, random, name, depth);
    if (nullable && random.chance(0.1)) return null;
    const choices = choicesOf(schema);
    if (choices) return this.valueOf(random.pick(choices), random, name, depth);
    if (values !== undefined) return random.pick(values);
    return (
      this.reference(name, random) ?? suggested(schema, random) ?? this.ofType(schema, random, name, depth)
    );
  }

  /** A `fileId` is the id of one of the files. */
  private reference(name: string, random: Random): unknown {
    if (name === 'waitSeconds') return random.pick([0, 0.01]); // who waits keeps others from being asked
    if (name === 'max') return random.whole(1, 3); // what one has taken another one can't take
    return /^[a-z]+Id$/.test(name) ? this.known.in(`${name.slice(0, -2)}s`, random) : null;
  }

  private ofType(schema: Schema, random: Random, name: string, depth: number): unknown {
    const { type = 'object' } = schema as { type?: string };
    switch (type) {
      case 'boolean':
        return random.chance(0.5);
      case 'integer':
      case 'number':
        return numberOf(schema, type === 'integer', random);
      case 'string':
        return textOf(schema, random);
      case 'array':
        return this.arrayOf(schema, random, name, depth);
      default:
        return this.objectOf(schema, random, depth);
    }
  }

  private arrayOf(schema: Schema, random: Random, name: string, depth: number): unknown[] {
    const { items = {}, minItems = 0, maxItems = 5, uniqueItems = false } = schema as ArraySchema;
    const length = random.whole(minItems, Math.min(maxItems, minItems + 3));
    const values = Array.from({ length }, () => this.valueOf(items, random, name, depth + 1));
    return uniqueItems ? [...new Set(values)] : values;
  }

  private objectOf(schema: Schema, random: Random, depth: number): Record<string, unknown> {
    const { properties = {}, required = [], additionalProperties } = schema as ObjectSchema;
    if (Object.keys(properties).length === 0 && additionalProperties)
      return { [random.letters(4)]: random.letters(4) };
    const optional = depth > DEEPEST ? 0 : 0.35;
    const chosen = Object.entries(properties).filter(
      ([key, { not }]) => not === undefined && (required.includes(key) || random.chance(optional)),
    );
    return Object.fromEntries(
      chosen.map(([key, inner]) => [key, this.valueOf(inner, random, key, depth + 1)]),
    );
  }
}

interface Combined {
  readonly $ref?: string;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
}

function choicesOf({ oneOf, anyOf, allOf }: Combined): readonly Schema[] | undefined {
  return oneOf ?? anyOf ?? allOf;
}

/** Now and then the example or the default of the document. */
function suggested({ example, default: usual }: Schema, random: Random): unknown {
  if (Array.isArray(example) && random.chance(0.8)) return example; // few other lists name what is there
  const chosen = random.pick([example, usual]);
  return random.chance(0.5) ? chosen : undefined;
}

interface ArraySchema {
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

function numberOf(schema: Schema, isInteger: boolean, random: Random): number {
  const { minimum = 0, maximum = minimum + 1_000 } = schema as { minimum?: number; maximum?: number };
  if (random.chance(0.2)) return random.pick([minimum, maximum]);
  if (isInteger) return random.whole(minimum, Math.min(maximum, minimum + 10_000));
  return minimum + random.next() * (maximum - minimum);
}

function textOf(schema: Schema, random: Random): string {
  const { format, pattern, minLength = 1, maxLength = 40 } = schema as Record<string, never>;
  if (format === 'uuid') return uuidv7();
  if (format === 'date-time') return new Date(Date.now() + random.whole(-MONTH_MS, MONTH_MS)).toISOString();
  if (format === 'uri') return NOWHERE;
  if (format === 'email') return `${random.letters(5)}@example.com`;
  if (pattern !== undefined) return fitting(pattern, random);
  return random.letters(random.whole(minLength, Math.min(maxLength, minLength + 30)));
}

/** The few patterns that the document has; of another one, a text that is refused. */
function fitting(pattern: string, random: Random): string {
  const candidates = [SECRET, String(random.whole(0, 1_000_000)), random.letters(6), uuidv7(), '0 8 * * *'];
  return candidates.find((one) => new RegExp(pattern, 'u').test(one)) ?? random.letters(6);
}
