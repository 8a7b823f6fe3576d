import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { StoredTaskType } from '@app/persistence';
import { InputRefused, QUEUE_NAME } from '@app/tasks';
import { IsInt, IsObject, IsOptional, Length, Matches, Max, Min, ValidateBy } from 'class-validator';

const MOST_SCHEMA_BYTES = 64 * 1024;
const TYPE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

const IsSmallEnough = (): PropertyDecorator =>
  ValidateBy({
    name: 'isSmallEnough',
    validator: {
      validate: (value) => Buffer.byteLength(JSON.stringify(value) ?? '') <= MOST_SCHEMA_BYTES,
      defaultMessage: () => 'must be at most 64 KiB of JSON',
    },
  });

/** A task type that workers run over HTTP. */
export class TaskTypeBody {
  @ApiProperty({
    pattern: QUEUE_NAME.source,
    description: 'One that is there, or a new one.',
    example: 'images',
  })
  @Matches(QUEUE_NAME, { message: 'must be lower-case letters, digits, _ and -, a letter first; at most 63' })
  readonly queue!: string;

  @ApiProperty({ maxLength: 2000, example: 'Resizes a picture.' })
  @Length(0, 2000)
  readonly description!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The JSON Schema (draft 2020-12) of its input. `pattern` is RE2: no look-around.',
  })
  @IsObject()
  @IsSmallEnough()
  readonly input!: object;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The JSON Schema of its result.' })
  @IsObject()
  @IsSmallEnough()
  readonly result!: object;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: true },
    description: 'Inputs that run as they stand, by title.',
  })
  @IsOptional()
  @IsObject()
  @IsSmallEnough()
  readonly examples?: Record<string, object>;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 4,
    description: 'All attempts.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly maxAttempts?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 100,
    maximum: 86_400_000,
    default: 60_000,
    description: 'For one attempt.',
  })
  @IsOptional()
  @IsInt()
  @Min(100)
  @Max(86_400_000)
  readonly timeoutMs?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 86_400_000,
    default: 1_000,
    description: 'Before the first retry; it doubles with each.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(86_400_000)
  readonly retryDelayMs?: number;
}

/** @throws InputRefused where the name can't be one */
export function storedTaskType(name: string, body: TaskTypeBody): StoredTaskType {
  if (!TYPE_NAME.test(name))
    throw new InputRefused([
      { path: 'name', message: 'must be letters, digits, ., _ and -, a letter or digit first; at most 100' },
    ]);
  const { queue, description, input, result, examples = {} } = body;
  const { maxAttempts = 4, timeoutMs = 60_000, retryDelayMs = 1_000 } = body;
  return {
    name,
    queue,
    description,
    inputSchema: input,
    resultSchema: result,
    examples,
    maxAttempts,
    timeoutMs,
    retryDelayMs,
  };
}
