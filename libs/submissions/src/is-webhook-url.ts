import { ValidateBy, type ValidationArguments } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { LONGEST_URL, urlProblem } from '@app/webhooks';

/** What is wrong with any URL; which addresses are allowed is a matter of configuration. */
const problemOf = (value: unknown): string | null =>
  typeof value === 'string' ? urlProblem(value, true) : 'must be a string';

/** A URL that an event can be sent to. */
export function IsWebhookUrl(description: string): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => problemOf(value) === null,
    defaultMessage: (given?: ValidationArguments) => problemOf(given?.value) ?? 'is not valid',
  };
  const example = 'https://example.com/hooks/tasks';
  return (prototype, field) => {
    ValidateBy({ name: 'isWebhookUrl', validator })(prototype, field);
    JSONSchema({ type: 'string', format: 'uri', maxLength: LONGEST_URL, description, example })(
      prototype,
      field as string,
    );
  };
}
