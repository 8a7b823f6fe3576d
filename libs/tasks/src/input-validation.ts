import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { InputProblem } from './errors.js';

/** A plain value as an instance of its class, nested ones included. Values keep their types: "5" does not become 5. */
export function instanceOf<Input extends object>(type: Type<Input>, plain: object): Input {
  return plainToInstance(type, plain, { exposeDefaultValues: true });
}

/** All that is wrong with an instance, unknown fields included. @param root the path that stands before each */
export function inputProblems(instance: object, root = ''): InputProblem[] {
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
  return problemsFrom(errors, root);
}

function problemsFrom(errors: readonly ValidationError[], parent: string): InputProblem[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = parent ? `${parent}.${property}` : property;
    const own = Object.entries(constraints).map(([rule, text]) => ({ path, message: reason(rule, text, property) }));
    return [...own, ...problemsFrom(children, path)];
  });
}

/** The path says which field; the message need not repeat it. */
function reason(rule: string, text: string, property: string): string {
  if (rule === 'whitelistValidation') return 'is not a known field';
  return text.startsWith(`${property} `) ? text.slice(property.length + 1) : text;
}
