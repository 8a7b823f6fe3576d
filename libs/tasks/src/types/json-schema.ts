import type { Type } from '@nestjs/common';
// class-transformer does not export its storage from its root; class-validator-jsonschema's README names this
// path.
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { targetConstructorToSchema } from 'class-validator-jsonschema';

/**
 * The JSON Schema of a class with class-validator decorators. It is closed, as our validation is: unknown
 * fields are errors.
 */
export function schemaOf(type: Type<object>): object {
  const schema = targetConstructorToSchema(type, {
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/components/schemas/',
  });
  return { additionalProperties: false, ...schema };
}
