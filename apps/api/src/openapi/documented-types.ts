import type { RegisteredTaskType, RemoteTaskType, Schema, TaskTypes } from '@app/tasks';

/** A task type as the OpenAPI document shows it. */
export interface DocumentedType {
  readonly name: string;
  readonly description: string;
  readonly inputName: string;
  readonly inputSchema: Schema;
  readonly resultName: string;
  readonly resultSchema: Schema;
  readonly maxAttempts: number;
  readonly timeoutMs: number;
  readonly examples: Readonly<Record<string, object>>;
}

/** All types, ours first; those that workers registered get names of their own. */
export function documentedTypes(types: TaskTypes): DocumentedType[] {
  const builtIn = types.builtIn().map(ofHandler);
  const taken = new Set(
    builtIn.flatMap(({ name, inputName, resultName }) => [pascal(name), inputName, resultName]),
  );
  return [...builtIn, ...types.remote().map((type) => ofWorker(type, taken))];
}

/** `ai.text-generation` becomes `AiTextGeneration`. */
export function pascal(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join('');
}

function ofHandler(type: RegisteredTaskType): DocumentedType {
  const { input, result, inputSchema, resultSchema, ...rest } = type;
  return {
    ...rest,
    inputName: input.name,
    inputSchema: inputSchema as Schema,
    resultName: result.name,
    resultSchema: resultSchema as Schema,
  };
}

function ofWorker({ stored }: RemoteTaskType, taken: Set<string>): DocumentedType {
  const base = free(`Registered${pascal(stored.name)}`, taken);
  const [inputName, resultName] = [`${base}Input`, `${base}Result`];
  return {
    ...stored,
    inputName,
    inputSchema: placed(stored.inputSchema, inputName),
    resultName,
    resultSchema: placed(stored.resultSchema, resultName),
  };
}

function free(name: string, taken: Set<string>): string {
  let found = name;
  for (let number = 2; taken.has(found); number += 1) found = `${name}${number}`;
  taken.add(found);
  return found;
}

/** A schema that refers to itself from its root refers from there to its place in the document. */
function placed(schema: object, name: string): Schema {
  const root = `#/components/schemas/${name}`;
  const text = JSON.stringify(schema, (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string' && value.startsWith('#'))
      return `${root}${value.slice(1)}`;
    return key === '$schema' || key === '$id' ? undefined : value;
  });
  return JSON.parse(text) as Schema;
}
