import { IsBoolean, IsDefined, IsIn, IsInt, IsObject } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

export const ENCODINGS = ['json', 'text', 'base64'] as const;
export type BodyEncoding = (typeof ENCODINGS)[number];

/** The answer of the endpoint. A callback completes the task with any object instead. */
@JSONSchema((schema) => ({
  description: 'The answer of the endpoint; or, where a callback completed the task, what the callback gave.',
  additionalProperties: true,
  anyOf: [
    { ...schema, type: 'object' },
    { type: 'object', description: 'What the callback gave.' },
  ],
}))
export class HttpRequestResult {
  @IsInt()
  @JSONSchema({ description: 'From 200 to 299.' })
  readonly status!: number;

  @IsObject()
  @JSONSchema(() => ({
    type: 'object',
    description: 'By lower-case name, 100 at most; those that came several times are joined by commas.',
    additionalProperties: { type: 'string' },
  }))
  readonly headers!: Readonly<Record<string, string>>;

  @IsDefined()
  @JSONSchema(() => ({ description: 'JSON as a value, a text as a text, all else as base64.' }))
  readonly body!: unknown;

  @IsIn(ENCODINGS)
  @JSONSchema({ description: 'How `body` is to be read.' })
  readonly bodyEncoding!: BodyEncoding;

  @IsBoolean()
  @JSONSchema({ description: 'Whether the body was larger than what is kept of it.' })
  readonly truncated!: boolean;
}
