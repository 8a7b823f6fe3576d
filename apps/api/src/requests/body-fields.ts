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

/** The class that `@Type` of class-transformer gives to a field; null where it has none. */
export function nestedClass(type: Type<object>, field: string): Type<object> | null {
  const found = defaultMetadataStorage.findTypeMetadata(type, field);
  return (found?.typeFunction() as Type<object> | undefined) ?? null;
}

const nullable = new WeakMap<Type<object>, ReadonlySet<string>>();

/** Whether the schema of a field says `nullable: true`. */
export function takesNull(type: Type<object>, field: string): boolean {
  const fields = nullable.get(type) ?? nullableFields(type);
  nullable.set(type, fields);
  return fields.has(field);
}

function nullableFields(type: Type<object>): Set<string> {
  const { properties = {} } = schemaOf(type) as { properties?: Record<string, { nullable?: boolean }> };
  return new Set(Object.keys(properties).filter((field) => properties[field]?.nullable));
}
