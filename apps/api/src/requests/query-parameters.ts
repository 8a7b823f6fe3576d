import type { Type } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { QueryReader } from './query-reader.js';

/** A JSON Schema, with what the OpenAPI document says about the parameter. */
export interface ParameterSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly description?: string;
  readonly [keyword: string]: unknown;
}

/** One parameter of a query, which is the field of a class. */
export interface Parameter {
  /** As messages name it; the name of the field where it is not given. */
  readonly name?: string;
  readonly schema: ParameterSchema;
  /** @param before the fields of the class that have been read so far */
  readonly read: (reader: QueryReader, field: string, before: object) => unknown;
}

type Fields = ReadonlyMap<string, Parameter | Type<object>>;

const FIELDS = Symbol('fields of a query');

/** Makes a field of a class a parameter. parameters.ts has those for texts, numbers, times and sets. */
export function QueryParameter(parameter: Parameter): PropertyDecorator {
  return (prototype, field) => {
    IsOptional()(prototype, field);
    JSONSchema(() => parameter.schema)(prototype, field as string);
    add(prototype, field, parameter);
  };
}

/** A field that holds the parameters of another class; in the query they stand beside the others. */
export function ParametersOf(type: Type<object>): PropertyDecorator {
  return (prototype, field) => add(prototype, field, type);
}

/** The fields of a class in their order. */
export function fieldsOf(type: Type<object>): Fields {
  return fieldsAt(type.prototype as object);
}

/** All parameters of a class by their fields; those of other classes come first. */
export function parametersOf(type: Type<object>): (readonly [string, Parameter])[] {
  const fields = [...fieldsOf(type)];
  return [
    ...fields.flatMap(([, found]) => (typeof found === 'function' ? parametersOf(found) : [])),
    ...fields.flatMap(([field, found]) => (typeof found === 'function' ? [] : [[field, found] as const])),
  ];
}

function add(prototype: object, field: string | symbol, found: Parameter | Type<object>): void {
  Reflect.defineMetadata(FIELDS, new Map([...fieldsAt(prototype), [String(field), found]]), prototype);
}

function fieldsAt(prototype: object): Fields {
  return (Reflect.getMetadata(FIELDS, prototype) as Fields | undefined) ?? new Map();
}
