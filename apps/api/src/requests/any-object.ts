import { IsObject } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** An object with whatever fields, or with values that a schema describes. */
export function AnyObject(
  description: string,
  values: true | { type: 'object'; additionalProperties: true } = true,
): PropertyDecorator {
  return (prototype, field) => {
    IsObject()(prototype, field);
    // As a function it replaces what is made of the type that the compiler knows.
    JSONSchema(() => ({ type: 'object', additionalProperties: values, description }))(
      prototype,
      field as string,
    );
  };
}
