import { IsInt, IsObject, IsOptional, IsString, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { ATTEMPTS, PRIORITY, TIMEOUT_MS } from '@app/tasks';
import { IgnoresUnknownNulls, IsDateTime, Nested } from '@app/bodies';
import { WebhookBody } from './webhook.body.js';
import { AreTags, IsMetadata } from './submission-rules.js';

/** A submission as a client sends it; its input is checked against its type's class. */
@IgnoresUnknownNulls()
export class SubmissionBody {
  @IsString()
  @JSONSchema({ description: 'The task type; GET /task-types lists them.', example: 'ai.text-generation' })
  readonly type!: string;

  @IsObject()
  @JSONSchema({ description: "What the task works on, by the type's schema.", additionalProperties: true })
  readonly input!: object;

  @IsOptional()
  @IsInt()
  @Min(PRIORITY.least)
  @Max(PRIORITY.most)
  @JSONSchema({ description: `${PRIORITY.most} is the most urgent.`, default: PRIORITY.usual })
  readonly priority?: number;

  @IsOptional()
  @IsDateTime('Not to be started before.')
  readonly runAt?: string;

  @IsOptional()
  @IsInt()
  @Min(ATTEMPTS.least)
  @Max(ATTEMPTS.most)
  readonly maxAttempts?: number;

  @IsOptional()
  @IsInt()
  @Min(TIMEOUT_MS.least)
  @Max(TIMEOUT_MS.most)
  readonly timeoutMs?: number;

  @IsOptional()
  @IsDateTime('Not started by then, the task fails with `expired`.')
  readonly expiresAt?: string;

  @IsOptional()
  @Nested(WebhookBody, 'Who is told when it ends.')
  readonly webhook?: WebhookBody;

  @IsOptional()
  @AreTags('To find it by.')
  readonly tags?: string[];

  @IsOptional()
  @IsObject()
  @IsMetadata()
  readonly metadata?: Record<string, unknown>;
}
