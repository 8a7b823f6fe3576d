import type { Type as Class } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** A field that holds an object of a class. */
export function Nested(type: Class<object>, description: string): PropertyDecorator {
  return (prototype, field) => {
    IsObject()(prototype, field);
    ValidateNested()(prototype, field);
    Type(() => type)(prototype, field);
    // A reference with a description beside it is ignored by many readers of OpenAPI 3.0.
    const allOf = [{ $ref: `#/components/schemas/${type.name}` }];
    JSONSchema(() => ({ description, allOf }))(prototype, field as string);
  };
}
