import { describe, expect, it } from '@jest/globals';
import { schemaValidator } from './schema-validator';

const ADDRESS = { type: 'string', format: 'email', maxLength: 254 } as const;
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    to: { oneOf: [ADDRESS, { type: 'array', items: ADDRESS, minItems: 1 }] },
    url: { type: 'string', format: 'uri' },
    format: { type: 'string', enum: ['pdf', 'csv'] },
  },
} as const;

describe('the form', () => {
  const problems = (input: Record<string, unknown>) =>
    schemaValidator(() => undefined)
      .validateFormData(input, SCHEMA as never)
      .errors.map(({ property }) => property);

  it.each([
    ...['root@localhost', 'ada@[127.0.0.1]', 'jörg@münchen.example', 'a.b+c@example.com'].map((to) => ({
      to,
    })),
    { to: ['root@localhost', 'ada@example.com'] },
    { url: 'http://münchen.example/ä' },
    { format: 'pdf' },
  ])('leaves formats to the server: %j', (input) => expect(problems(input)).toEqual([]));

  it.each([
    [{ to: 7 }, '.to'],
    [{ to: [] }, '.to'],
    [{ format: 'doc' }, '.format'],
    [{ other: 1 }, '.other'],
  ])('checks the rest: %j', (input, at) =>
    expect(problems(input).some((property) => property?.startsWith(at))).toBe(true),
  );
});
