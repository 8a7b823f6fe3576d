/** As much of a JSON Schema as names its fields. */
export interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** The path of every field, as `providerOptions.simulated.seed`. */
export function fieldsOf(schema: Schema, root = schema, parent = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const definition = root.$defs?.[field.$ref?.split('/').at(-1) ?? ''] ?? field;
    return [parent + name, ...fieldsOf(definition, root, `${parent}${name}.`)];
  });
}

/** All texts in JSON, without the names of its fields. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
