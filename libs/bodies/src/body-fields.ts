import type { Type } from '@nestjs/common';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { type InputProblem, schemaOf } from '@app/tasks';

/** Reads the value of a field; the paths of its problems begin in that value. */
export type FieldReader = (value: unknown) => {
  readonly value: unknown;
  readonly problems: readonly InputProblem[];
};

const READERS = Symbol('field readers');

/** A field of a body that a function reads, where rules for one value are not enough. */
export function ReadBy(reader: FieldReader): PropertyDecorator {
  return (prototype, field) => {
    const others = fieldReaders(prototype.constructor as Type<object>);
    Reflect.defineMetadata(READERS, new Map([...others, [String(field), reader]]), prototype);
  };
}

export function fieldReaders({ prototype }: Type<object>): ReadonlyMap<string, FieldReader> {
  const readers: unknown = Reflect.getMetadata(READERS, prototype as object);
  return (readers as ReadonlyMap<string, FieldReader> | undefined) ?? new Map();
}

/** The class that `@Type` of class-transformer gives to a field, and whether the field is a list of it. */
export interface NestedClass {
  readonly type: Type<object>;
  readonly isList: boolean;
}

export function nestedClass(type: Type<object>, field: string): NestedClass | null {
  const found = defaultMetadataStorage.findTypeMetadata(type, field);
  return found && { type: found.typeFunction() as Type<object>, isList: found.reflectedType === Array };
}

const IGNORES_NULLS = Symbol('ignores unknown nulls');

/**
 * A null in a field that the class does not know is ignored, as version 0.1.0 ignored it. Where a class does
 * not say so, it is an unknown field as any other.
 */
export function IgnoresUnknownNulls(): ClassDecorator {
  return ({ prototype }) => Reflect.defineMetadata(IGNORES_NULLS, true, prototype as object);
}

/** Whether null in a field means that the field is not there. */
export function isAbsentAsNull(type: Type<object>, field: string): boolean {
  const schema = schemas.get(type) ?? fieldSchemas(type);
  schemas.set(type, schema);
  const known = Object.hasOwn(schema, field) ? schema[field] : undefined;
  return known ? !known.nullable : Reflect.hasMetadata(IGNORES_NULLS, type.prototype as object);
}

type FieldSchemas = Readonly<Record<string, { readonly nullable?: boolean }>>;

const schemas = new WeakMap<Type<object>, FieldSchemas>();

function fieldSchemas(type: Type<object>): FieldSchemas {
  return (schemaOf(type) as { readonly properties?: FieldSchemas }).properties ?? {};
}
