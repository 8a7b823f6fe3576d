import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { UniqueItems } from '../requests/unique-items.js';
import { WebhookBody } from '../webhooks/webhook.body.js';
import { parseDateTime } from '../requests/date-time.js';

const MAX_METADATA_BYTES = 16 * 1024;
const TAG = /^[^\p{Z}\p{Cc}\p{Cs}]{1,64}$/u;

const IsDateTime = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDateTime',
    validator: {
      validate: (value) => parseDateTime(value) !== null,
      defaultMessage: () => 'must be an RFC 3339 date-time with an offset, such as 2026-12-01T08:00:00.000Z',
    },
  });

const IsSmall = (): PropertyDecorator =>
  ValidateBy({
    name: 'isSmall',
    validator: {
      validate: (value) => Buffer.byteLength(JSON.stringify(value) ?? '') <= MAX_METADATA_BYTES,
      defaultMessage: () => 'must be at most 16 KiB of JSON',
    },
  });

/** A submission as a client sends it; its input is checked against its type's class. */
export class SubmissionBody {
  @ApiProperty({ description: 'The task type; GET /task-types lists them.', example: 'ai.text-generation' })
  @IsString()
  readonly type!: string;

  @ApiProperty({
    description: "What the task works on, by the type's schema.",
    type: 'object',
    additionalProperties: true,
  })
  @IsObject()
  readonly input!: object;

  @ApiPropertyOptional({
    description: '10 is the most urgent.',
    type: 'integer',
    minimum: 1,
    maximum: 10,
    default: 1,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  readonly priority?: number;

  @ApiPropertyOptional({ description: 'Not to be started before.', type: String, format: 'date-time' })
  @IsOptional()
  @IsDateTime()
  readonly runAt?: string;

  @ApiPropertyOptional({
    description: "All attempts, the first included; unset: the type's own.",
    type: 'integer',
    minimum: 1,
    maximum: 100,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly maxAttempts?: number;

  @ApiPropertyOptional({
    description: "For one attempt; unset: the type's own.",
    type: 'integer',
    minimum: 100,
    maximum: 86_400_000,
  })
  @IsOptional()
  @IsInt()
  @Min(100)
  @Max(86_400_000)
  readonly timeoutMs?: number;

  @ApiPropertyOptional({
    description: 'Not started by then, the task fails with `expired`.',
    type: String,
    format: 'date-time',
  })
  @IsOptional()
  @IsDateTime()
  readonly expiresAt?: string;

  @ApiPropertyOptional({ description: 'Who is told when it ends.', type: WebhookBody })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  readonly webhook?: WebhookBody;

  @ApiPropertyOptional({
    description: 'To find it by.',
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: 64 },
    maxItems: 20,
    uniqueItems: true,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @UniqueItems()
  @Matches(TAG, { each: true, message: 'must each be 1 to 64 visible characters without spaces' })
  readonly tags?: string[];

  @ApiPropertyOptional({
    description: 'Anything of yours, at most 16 KiB; it comes back as it is.',
    type: 'object',
    additionalProperties: true,
  })
  @IsOptional()
  @IsObject()
  @IsSmall()
  readonly metadata?: Record<string, unknown>;
}

/** The old system's body: an AI text generation. */
export class FlatBody {
  @ApiProperty({
    description: 'What the model is asked.',
    minLength: 1,
    maxLength: 100_000,
    example: 'What is artificial intelligence?',
  })
  readonly prompt!: string;
  @ApiPropertyOptional({ description: "A model of the provider's; unset: its default." })
  readonly model?: string;
  @ApiPropertyOptional({ description: 'Unset: DEFAULT_PROVIDER.' }) readonly provider?: string;
  @ApiPropertyOptional({
    description: '10 is the most urgent.',
    type: 'integer',
    minimum: 1,
    maximum: 10,
    default: 1,
  })
  readonly priority?: number;
}
