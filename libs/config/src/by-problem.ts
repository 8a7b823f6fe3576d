import { ValidateBy, type ValidationArguments } from 'class-validator';

/** A rule that says what is wrong with a value. @param problemOf null where nothing is */
export function byProblem(name: string, problemOf: (value: unknown) => string | null): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value) => problemOf(value) === null,
      defaultMessage: (args?: ValidationArguments) => problemOf(args?.value) ?? '',
    },
  });
}
