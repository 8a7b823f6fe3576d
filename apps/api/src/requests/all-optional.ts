import type { Type } from '@nestjs/common';
import { getMetadataStorage, IsOptional } from 'class-validator';

/**
 * Makes every field of the class that is extended optional. Nest's own PartialType copies rules, but not the
 * schemas of `@JSONSchema`.
 */
export function AllOptional(): ClassDecorator {
  return ({ prototype }) => {
    const base = Object.getPrototypeOf(prototype) as { readonly constructor: Type<object> };
    const rules = getMetadataStorage().getTargetValidationMetadatas(base.constructor, '', false, false);
    for (const field of new Set(rules.map(({ propertyName }) => propertyName)))
      IsOptional()(prototype as object, field);
  };
}
