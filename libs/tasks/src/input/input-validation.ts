import type { Type } from '@nestjs/common';
import { type ValidationError, validateSync } from 'class-validator';
import { MOST_PROBLEMS, type InputProblem, type ProblemPath } from '@app/handlers';
import { counted } from './input-count.js';
import { plainToInstance } from './plain-to-instance.js';

/**
 * A plain value as an instance of its class, nested ones included. Values keep their types: "5" does not
 * become 5.
 */
export function instanceOf<Input extends object>(type: Type<Input>, plain: object): Input {
  return plainToInstance(type, plain);
}

/**
 * What is wrong with an instance, unknown fields included: the first hundred. Fields and items are counted
 * before any rule looks at them. @param root the path that stands before each
 */
export function inputProblems(instance: object, root: ProblemPath = []): InputProblem[] {
  const { countable, problems } = counted(instance, root);
  if (problems.length >= MOST_PROBLEMS) return problems.slice(0, MOST_PROBLEMS);
  const errors = validateSync(countable, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
  });
  return [...problems, ...problemsFrom(errors, root)].slice(0, MOST_PROBLEMS);
}

function problemsFrom(errors: readonly ValidationError[], parent: ProblemPath): InputProblem[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = [...parent, property];
    const own = Object.entries(constraints).map(([rule, text]) => ({
      path,
      message: reason(rule, text, property),
    }));
    return [...own, ...problemsFrom(children, path)];
  });
}

/** The path says which field; the message need not repeat it. */
function reason(rule: string, text: string, property: string): string {
  if (rule === 'whitelistValidation') return 'is not a known field';
  return text.startsWith(`${property} `) ? text.slice(property.length + 1) : text;
}
