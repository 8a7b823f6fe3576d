import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';

export type Schema = Readonly<Record<string, unknown>>;

const PREFIX = '#/components/schemas/';

/**
 * The schemas of all classes that are loaded, by name. To make them takes milliseconds: once for all that are
 * looked up.
 */
export function allSchemas(): Record<string, Schema> {
  return validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: PREFIX,
  }) as Record<string, Schema>;
}

/** The schemas of the classes that a schema refers to, by name, and those that they refer to. */
export function referredSchemas(
  schema: unknown,
  known: Readonly<Record<string, Schema>>,
): Record<string, Schema> {
  const found: Record<string, Schema> = {};
  const collect = (value: unknown): void => {
    for (const name of referencesIn(value)) {
      const referred = known[name];
      if (found[name] || !referred) continue;
      found[name] = { additionalProperties: false, ...referred };
      collect(referred);
    }
  };
  collect(schema);
  return found;
}

/** A schema that stands on its own: what it refers to is inside it. */
export function selfContained(schema: object, known: Readonly<Record<string, Schema>>): Schema {
  const referred = referredSchemas(schema, known);
  if (Object.keys(referred).length === 0) return schema as Schema;
  return JSON.parse(JSON.stringify({ ...schema, $defs: referred }).replaceAll(PREFIX, '#/$defs/')) as Schema;
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' && inner.startsWith(PREFIX)
      ? [inner.slice(PREFIX.length)]
      : referencesIn(inner),
  );
}
