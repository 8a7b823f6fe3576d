import type { RegisteredTaskType } from '@app/tasks';
import { allSchemas, referredSchemas, type Schema } from './class-schemas.js';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

interface Example {
  readonly summary: string;
  readonly value: unknown;
}

/**
 * The schemas of what can be submitted: one a task type, told apart by `type`, and the flat body; and what
 * goes in and comes out by type.
 */
export function submissionSchemas(
  types: readonly RegisteredTaskType[],
  envelope: Schema,
): Record<string, Schema> {
  const schemas: Record<string, Schema> = {
    AnySubmission: oneOf(types),
    Batch: BATCH,
    TaskInputs: byType(types, 'The input of each task type, by its name.', ({ input }) => input.name),
    TaskResults: byType(types, 'The result of each task type, by its name.', ({ result }) => result.name),
  };
  const known = allSchemas();
  for (const type of types) {
    Object.assign(
      schemas,
      referredSchemas(type.inputSchema, known),
      referredSchemas(type.resultSchema, known),
    );
    schemas[type.input.name] = { ...type.inputSchema };
    schemas[type.result.name] = { ...type.resultSchema };
    schemas[submissionName(type)] = submissionOf(type, envelope);
  }
  return schemas;
}

/** Bodies that run as they stand, for "Try it out". */
export function submissionExamples(types: readonly RegisteredTaskType[]): Record<string, Example> {
  const typed = types.flatMap(({ name, examples }) =>
    Object.entries(examples).map(([title, input]): [string, Example] => [
      `${name}: ${title}`,
      { summary: `${name}: ${title}`, value: { type: name, input } },
    ]),
  );
  const flat = {
    summary: 'the short form, an AI text generation',
    value: { prompt: 'What is artificial intelligence?' },
  };
  return { ...Object.fromEntries(typed), 'short form': flat };
}

export function batchExample(types: readonly RegisteredTaskType[]): Record<string, Example> {
  const tasks = types.flatMap(({ name, examples }) =>
    Object.values(examples)
      .slice(0, 1)
      .map((input) => ({ type: name, input })),
  );
  return { 'one of each type': { summary: 'one of each type', value: { tasks } } };
}

const BATCH: Schema = {
  type: 'object',
  required: ['tasks'],
  additionalProperties: false,
  properties: { tasks: { type: 'array', minItems: 1, maxItems: 1000, items: ref('AnySubmission') } },
};

/**
 * Without a discriminator: the flat body has no type, and one would give it the name of its schema as a type.
 */
function oneOf(types: readonly RegisteredTaskType[]): Schema {
  return { oneOf: [...types.map((type) => ref(submissionName(type))), ref('FlatBody')] };
}

/** No answer has it: it is for clients that want an input and a result with the type of the task. */
function byType(
  types: readonly RegisteredTaskType[],
  description: string,
  schemaName: (type: RegisteredTaskType) => string,
): Schema {
  const properties = Object.fromEntries(types.map((type) => [type.name, ref(schemaName(type))]));
  return { type: 'object', description, properties, required: Object.keys(properties) };
}

function submissionOf({ name, description, input, ...type }: RegisteredTaskType, envelope: Schema): Schema {
  const properties = {
    ...(envelope.properties as object),
    type: { type: 'string', enum: [name] },
    input: ref(input.name),
    maxAttempts: { type: 'integer', minimum: 1, maximum: 100, default: type.maxAttempts },
    timeoutMs: { type: 'integer', minimum: 100, maximum: 86_400_000, default: type.timeoutMs },
  };
  return {
    type: 'object',
    description,
    additionalProperties: false,
    required: ['type', 'input'],
    properties,
  };
}

/** `ai.text-generation` becomes `AiTextGenerationSubmission`. */
function submissionName({ name }: { readonly name: string }): string {
  const words = name.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Submission`;
}
