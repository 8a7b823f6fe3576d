import type { Schema } from '@app/tasks';

/**
 * The schema of the old system's body: some fields of an AI text generation's input, with the limits that
 * they have there, beside the priority.
 */
export function flatBody(input: Readonly<Record<string, Schema>>, priority: Schema | undefined): Schema {
  const field = (name: string, document: Schema): Schema => ({ type: 'string', ...input[name], ...document });
  const example = 'What is artificial intelligence?';
  const properties = {
    prompt: field('prompt', { description: 'What the model is asked.', example }),
    model: field('model', { description: "A model of the provider's; unset: its default." }),
    provider: field('provider', { description: 'Unset: DEFAULT_PROVIDER.' }),
    priority,
    // a body with a type is another kind of submission, whatever else is in it
    type: { not: {}, description: 'Not allowed here.' },
  };
  return { type: 'object', required: ['prompt'], additionalProperties: false, properties };
}
