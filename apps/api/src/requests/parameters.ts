import { DATE_TIME_MESSAGE, parseDateTime } from '@app/bodies';
import { type ParameterSchema, QueryParameter } from './query-parameters.js';

interface Described {
  readonly description?: string;
}

interface ParsedParameter {
  readonly schema: ParameterSchema;
  /** Undefined for a text that is refused. @param before the fields that have been read so far */
  readonly parse: (text: string, before: object) => unknown;
  /** What the text must be. */
  readonly message: string;
  /** Where it is not given. */
  readonly default?: unknown;
}

/** A parameter that is given once, and read by a function. */
export function ParsedParameter({
  schema,
  parse,
  message,
  default: usual,
}: ParsedParameter): PropertyDecorator {
  return QueryParameter({
    schema: { ...schema, ...(usual !== undefined && usual !== null && { default: usual }) },
    read: (reader, name, before) => {
      const text = reader.single(name);
      const value = text === undefined ? usual : parse(text, before);
      if (text !== undefined && value === undefined) reader.refuse(name, message);
      return value;
    },
  });
}

interface IntegerOptions extends Described {
  readonly minimum: number;
  readonly maximum: number;
  readonly default?: number;
  readonly message?: string;
}

export function IntegerParameter({
  message,
  default: usual,
  ...document
}: IntegerOptions): PropertyDecorator {
  const { minimum, maximum } = document;
  const digits = new RegExp(`^\\d{1,${String(maximum).length}}$`);
  return ParsedParameter({
    schema: { type: 'integer', ...document },
    default: usual,
    message: message ?? `must be a whole number from ${minimum} to ${maximum}`,
    parse: (text) => {
      const value = digits.test(text) ? Number(text) : NaN;
      return value >= minimum && value <= maximum ? value : undefined;
    },
  });
}

export function FlagParameter({ description }: Described): PropertyDecorator {
  return ParsedParameter({
    schema: { type: 'boolean', description },
    default: false,
    message: 'must be true or false',
    parse: (text) => (text === 'true' || text === 'false' ? text === 'true' : undefined),
  });
}

interface OneOfOptions<Value extends string> extends Described {
  readonly default: Value;
}

export function OneOfParameter<Value extends string>(
  values: readonly Value[],
  { description, default: usual }: OneOfOptions<Value>,
): PropertyDecorator {
  return ParsedParameter({
    schema: { type: 'string', description, enum: [...values] },
    default: usual,
    message: `must be one of ${values.join(', ')}`,
    parse: (text) => values.find((value) => value === text),
  });
}

/** An unescaped `+` in a query means a space; in the offset of a time it is taken as one. */
export function DateTimeParameter({ description }: Described = {}): PropertyDecorator {
  return ParsedParameter({
    schema: { type: 'string', format: 'date-time', description },
    message: DATE_TIME_MESSAGE,
    parse: (text) => parseDateTime(text.replace(/ (?=\d\d:\d\d$)/, '+')) ?? undefined,
  });
}

/** Text without spaces around it; undefined where nothing is left. */
export function TextParameter({
  maxLength,
  description,
}: Described & { readonly maxLength: number }): PropertyDecorator {
  return QueryParameter({
    schema: { type: 'string', maxLength, description },
    read: (reader, name) => {
      const text = reader.single(name)?.trim() || undefined;
      if (text && text.length > maxLength) reader.refuse(name, `must be at most ${maxLength} characters`);
      return text;
    },
  });
}

interface SetOptions extends Described {
  /** Also between the members of one text, as in `status=PENDING,FAILED`. */
  readonly separator?: string;
  /** All that there are. */
  readonly values?: readonly string[];
  /** Undefined for a member that is refused. */
  readonly parse?: (member: string) => string | undefined;
  /** What each member must be. */
  readonly message?: string;
}

/** A parameter that may be given more than once: any of its members. */
export function SetParameter({
  description,
  separator,
  values,
  parse = (member) => (!values || values.includes(member) ? member : undefined),
  message = `must be one of ${values?.join(', ')}`,
}: SetOptions): PropertyDecorator {
  return QueryParameter({
    schema: { type: 'array', description, items: { type: 'string', ...(values && { enum: [...values] }) } },
    read: (reader, name) => {
      const members = reader.set(name, separator).map(parse);
      if (members.includes(undefined)) reader.refuse(name, message);
      return members.filter((member) => member !== undefined);
    },
  });
}

/** Parameters such as `metadata.KEY`: the texts of each key. */
export function KeyedParameter(field: string, { description }: Described): PropertyDecorator {
  return QueryParameter({
    name: `${field}.KEY`,
    schema: { type: 'object', additionalProperties: { type: 'string' }, description },
    read: (reader) => reader.keyed(field),
  });
}
