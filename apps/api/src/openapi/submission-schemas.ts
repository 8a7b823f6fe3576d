import { allSchemas, MOST_TASKS_OF_BATCH, referredSchemas, type Schema, schemaOf } from '@app/tasks';
import { FLAT_TYPE, SubmissionBody } from '@app/submissions';
import { type DocumentedType, pascal } from './documented-types.js';
import { flatBody } from './flat-body-schema.js';

const ref = (name: string): Schema & { readonly $ref: string } => ({ $ref: `#/components/schemas/${name}` });

export const ANY_SUBMISSION = ref('AnySubmission');
export const BATCH = ref('Batch');

interface Example {
  readonly summary: string;
  readonly value: unknown;
}

/**
 * The schemas of what can be submitted: one a task type, told apart by `type`, and the flat body; and what
 * goes in and comes out by type.
 */
export function submissionSchemas(types: readonly DocumentedType[]): Record<string, Schema> {
  const envelope = schemaOf(SubmissionBody) as Envelope;
  const flat = types.find(({ name }) => name === FLAT_TYPE)?.inputSchema as Envelope | undefined;
  const schemas: Record<string, Schema> = {
    AnySubmission: oneOf(types),
    Batch: batch(),
    FlatBody: flatBody(flat?.properties ?? {}, envelope.properties.priority),
    TaskInputs: byType(types, 'The input of each task type, by its name.', ({ inputName }) => inputName),
    TaskResults: byType(types, 'The result of each task type, by its name.', ({ resultName }) => resultName),
  };
  const known = allSchemas();
  Object.assign(schemas, referredSchemas(envelope, known));
  for (const type of types) {
    Object.assign(
      schemas,
      referredSchemas(type.inputSchema, known),
      referredSchemas(type.resultSchema, known),
    );
    schemas[type.inputName] = { ...type.inputSchema };
    schemas[type.resultName] = { ...type.resultSchema };
    schemas[submissionName(type)] = submissionOf(type, envelope);
  }
  return schemas;
}

/** Bodies that run as they stand, for "Try it out". */
export function submissionExamples(types: readonly DocumentedType[]): Record<string, Example> {
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

export function batchExample(types: readonly DocumentedType[]): Record<string, Example> {
  const tasks = types.flatMap(({ name, examples }) =>
    Object.values(examples)
      .slice(0, 1)
      .map((input) => ({ type: name, input })),
  );
  return { 'one of each type': { summary: 'one of each type', value: { tasks } } };
}

interface Envelope {
  readonly properties: Readonly<Record<string, Schema>>;
}

function batch(): Schema {
  const tasks = { type: 'array', minItems: 1, maxItems: MOST_TASKS_OF_BATCH, items: ANY_SUBMISSION };
  return { type: 'object', required: ['tasks'], additionalProperties: false, properties: { tasks } };
}

/**
 * Without a discriminator: the flat body has no type, and one would give it the name of its schema as a type.
 */
function oneOf(types: readonly DocumentedType[]): Schema {
  return { oneOf: [...types.map((type) => ref(submissionName(type))), ref('FlatBody')] };
}

/** No answer has it: it is for clients that want an input and a result with the type of the task. */
function byType(
  types: readonly DocumentedType[],
  description: string,
  schemaName: (type: DocumentedType) => string,
): Schema {
  const properties = Object.fromEntries(types.map((type) => [type.name, ref(schemaName(type))]));
  return { type: 'object', description, properties, required: Object.keys(properties) };
}

function submissionOf(
  { name, description, inputName, ...type }: DocumentedType,
  { properties: fields }: Envelope,
): Schema {
  const properties = {
    ...fields,
    type: { type: 'string', enum: [name] },
    input: ref(inputName),
    maxAttempts: { ...fields.maxAttempts, default: type.maxAttempts },
    timeoutMs: { ...fields.timeoutMs, default: type.timeoutMs },
  };
  return {
    type: 'object',
    description,
    additionalProperties: false,
    required: ['type', 'input'],
    properties,
  };
}

/** `ai.text-generation` becomes `AiTextGenerationSubmission`; a registered type has a name of its own. */
function submissionName({ name, inputName }: Pick<DocumentedType, 'name' | 'inputName'>): string {
  const registered = /^(Registered.*)Input$/.exec(inputName)?.[1];
  return `${registered ?? pascal(name)}Submission`;
}
