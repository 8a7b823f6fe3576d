import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min, ValidateIf } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { LONGEST_URL } from '@app/webhooks';
import {
  AreRequestHeaders,
  HEADER_NAME,
  HEADER_VALUE,
  LONGEST_HEADER,
  MOST_HEADERS,
} from './request-headers.js';

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

@JSONSchema({ description: 'A request to an endpoint.' })
export class HttpRequestInput {
  @IsString()
  @Length(1, LONGEST_URL)
  @JSONSchema({ description: 'Begins with https:// or http://, and leads to a public address.' })
  url!: string;

  @IsOptional()
  @IsIn(METHODS)
  @JSONSchema({ description: '`POST` by default.' })
  method?: Method;

  @IsOptional()
  @AreRequestHeaders()
  @JSONSchema(() => ({
    type: 'object',
    description:
      'Sent as they are. They are stored with the task: give no secret that may not be read there.',
    maxProperties: MOST_HEADERS,
    propertyNames: { pattern: HEADER_NAME },
    additionalProperties: { type: 'string', maxLength: LONGEST_HEADER, pattern: HEADER_VALUE },
  }))
  headers?: Record<string, string>;

  // Any JSON: null is one, too.
  @ValidateIf(() => false)
  @JSONSchema(() => ({
    description: 'A text is sent as it is, all else as JSON. Not with GET and HEAD.',
    type: ['object', 'array', 'string', 'number', 'boolean', 'null'],
  }))
  body?: unknown;

  @IsOptional()
  @IsInt()
  @Min(100)
  @Max(3_600_000)
  @JSONSchema({
    description: 'How long the whole answer may take, in milliseconds; 30,000 by default. Not the callback.',
  })
  timeoutMs?: number;
}
