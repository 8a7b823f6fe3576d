import { ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

export interface WholeNumberOptions {
  readonly minimum: number;
  readonly maximum: number;
  /** Whether null is a value of its own. */
  readonly nullable?: boolean;
  readonly description?: string;
  readonly example?: number;
  /** What to do instead, for who sends something else. */
  readonly advice?: string;
}

/** A whole number; whatever else comes is answered with one message. */
export function WholeNumber({ advice, nullable, ...document }: WholeNumberOptions): PropertyDecorator {
  const { minimum, maximum } = document;
  const message = [
    `must be ${nullable ? 'null or ' : ''}a whole number from ${minimum} to ${maximum}`,
    ...(advice ? [advice] : []),
  ].join('; ');
  const fits = (value: unknown): boolean =>
    (nullable && value === null) ||
    (Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum);
  return (prototype, field) => {
    ValidateBy({ name: 'wholeNumber', validator: { validate: fits, defaultMessage: () => message } })(
      prototype,
      field,
    );
    // As a function it replaces what is made of the type that the compiler knows.
    JSONSchema(() => ({ type: 'integer', ...(nullable && { nullable }), ...document }))(
      prototype,
      field as string,
    );
  };
}
