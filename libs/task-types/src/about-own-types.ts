import { createHash, randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- for the names of its rules
import * as classValidator from 'class-validator';
import { userFilesLoaded } from '@app/loading';
import { schemaOf, TASK_TYPE, type TaskTypeOptions } from '@app/tasks';

/** What whoever keeps API and worker needs to know of the task types that users bring. */
export interface AboutOwnTypes {
  /** Paths of users' files that were loaded for them. */
  readonly files: readonly string[];
  /** Changes with what the API uses of them. What a handler runs is of no concern to it. */
  readonly declaration: string;
}

export function aboutOwnTypes(handlers: readonly Type[]): AboutOwnTypes {
  const hash = createHash('sha256');
  for (const handler of handlers) hash.update(declared(handler));
  return { files: userFilesLoaded(), declaration: hash.digest('hex') };
}

function declared(handler: Type): string {
  const { input, result, ...options } = Reflect.getMetadata(TASK_TYPE, handler) as TaskTypeOptions;
  // what code of the user's decides may have changed anywhere
  if (hasCheck(handler) || hasOwnRules(input)) return randomUUID();
  return JSON.stringify([options, schemaOf(input), schemaOf(result)]);
}

function hasCheck({ prototype }: Type): boolean {
  return 'check' in (prototype as object);
}

/** The names that class-validator gives to its own rules. */
const KNOWN_RULES = new Set(Object.values(classValidator).filter((value) => typeof value === 'string'));

function hasOwnRules(input: Type<object>): boolean {
  const rules = classValidator.getMetadataStorage().getTargetValidationMetadatas(input, '', false, false);
  return rules.some(({ type, name }) => type === 'customValidation' && !KNOWN_RULES.has(String(name)));
}
