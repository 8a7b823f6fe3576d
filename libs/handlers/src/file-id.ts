import 'reflect-metadata';
import { IsUUID } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Class } from './class.js';

const FILE_FIELDS = Symbol('file fields');

/**
 * A field of a task's input that names a stored file. A submission that names none that exists is answered
 * with a 400, and the file is kept as long as the task.
 * @example
 * class ResizeInput {
 *   @FileId('The picture.')
 *   readonly fileId!: string;
 * }
 */
export function FileId(description: string): PropertyDecorator {
  return (prototype, field) => {
    IsUUID('all', { message: 'must be the id of a file' })(prototype, field);
    JSONSchema({ type: 'string', format: 'uuid', description })(prototype, field as string);
    Reflect.defineMetadata(FILE_FIELDS, [...fileFields(prototype), String(field)], prototype);
  };
}

/** The files that a valid input names: the field and the id. */
export function filesIn(type: Class, input: object): { readonly field: string; readonly id: string }[] {
  return fileFields(type.prototype as object).flatMap((field) => {
    const id = (input as Record<string, unknown>)[field];
    return typeof id === 'string' ? [{ field, id: id.toLowerCase() }] : [];
  });
}

function fileFields(prototype: object): readonly string[] {
  return (Reflect.getMetadata(FILE_FIELDS, prototype) as readonly string[] | undefined) ?? [];
}
