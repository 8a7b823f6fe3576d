import { findSchemaDefinition, type RJSFSchema, type UiSchema } from '@rjsf/utils';
import type { Input } from './schema-validator';

/** Texts that may be longer than this get a field of several lines. */
const ONE_LINE = 1_000;

/** How the fields of a schema are shown: files to choose, long texts in lines, free objects as JSON. */
export function uiSchemaOf(schema: RJSFSchema, root: RJSFSchema = schema): UiSchema<Input> {
  const own = (schema.properties ?? {}) as Record<string, RJSFSchema>;
  const fields = Object.entries(own).map(([name, field]) => [
    name,
    fieldOf(name, resolved(field, root), root),
  ]);
  return { 'ui:order': orderOf(schema), ...(Object.fromEntries(fields) as UiSchema<Input>) };
}

function fieldOf(name: string, field: RJSFSchema, root: RJSFSchema): UiSchema<Input> {
  if (field.type === 'object') return field.properties ? uiSchemaOf(field, root) : { 'ui:field': 'json' };
  if (Array.isArray(field.type)) return { 'ui:field': 'json' };
  if (field.oneOf ?? field.anyOf) return { 'ui:field': 'oneOrMany', 'ui:fieldReplacesAnyOrOneOf': true };
  if (field.format === 'uuid' && /file/i.test(name)) return { 'ui:widget': 'storedFile' };
  if ((field.maxLength ?? 0) > ONE_LINE) return { 'ui:widget': 'longText' };
  // Browsers' fields for addresses and times change what was typed, or drop it: formats are the server's.
  return field.format ? { 'ui:widget': 'text' } : {};
}

/** What must be filled in comes first. */
function orderOf({ required = [] }: RJSFSchema): string[] {
  return [...required, '*'];
}

function resolved(field: RJSFSchema, root: RJSFSchema): RJSFSchema {
  return field.$ref ? findSchemaDefinition(field.$ref, root) : field;
}
