import { ArrayMaxSize, IsArray, Matches, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { LONGEST_TAG, METADATA_BYTES, MOST_TAGS } from '@app/tasks';
import { UniqueItems } from '@app/handlers';

const TAG = new RegExp(`^[^\\p{Z}\\p{Cc}\\p{Cs}]{1,${LONGEST_TAG}}$`, 'u');
const METADATA = `${METADATA_BYTES / 1024} KiB`;

/** A list of tags, none twice. */
export function AreTags(description: string): PropertyDecorator {
  const message = `must each be 1 to ${LONGEST_TAG} visible characters without spaces`;
  const rules = [Matches(TAG, { each: true, message }), UniqueItems(), ArrayMaxSize(MOST_TAGS), IsArray()];
  return (prototype, field) => {
    for (const rule of rules) rule(prototype, field);
    // Its own: a pattern with classes of Unicode is more than some readers of a JSON Schema understand.
    JSONSchema(() => ({
      type: 'array',
      description,
      items: { type: 'string', minLength: 1, maxLength: LONGEST_TAG },
      maxItems: MOST_TAGS,
      uniqueItems: true,
    }))(prototype, field as string);
  };
}

/** An object that is small as JSON. */
export function IsMetadata(): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => Buffer.byteLength(JSON.stringify(value) ?? '') <= METADATA_BYTES,
    defaultMessage: () => `must be at most ${METADATA} of JSON`,
  };
  const description = `Anything of yours, at most ${METADATA}; it comes back as it is.`;
  return (prototype, field) => {
    ValidateBy({ name: 'isMetadata', validator })(prototype, field);
    JSONSchema(() => ({ type: 'object', additionalProperties: true, description }))(
      prototype,
      field as string,
    );
  };
}
