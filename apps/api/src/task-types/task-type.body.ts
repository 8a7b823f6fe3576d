import type { StoredTaskType } from '@app/persistence';
import { ATTEMPTS, InputRefused, QUEUE_NAME, TASK_TYPE_DEFAULTS, TIMEOUT_MS } from '@app/tasks';
import { IsInt, IsOptional, Matches, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { AnyObject } from '../requests/any-object.js';

const MOST_SCHEMA_BYTES = 64 * 1024;
const TYPE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const DAY_MS = 86_400_000;
const DEFAULTS = { examples: {}, ...TASK_TYPE_DEFAULTS };

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
  @Matches(QUEUE_NAME, { message: 'must be lower-case letters, digits, _ and -, a letter first; at most 63' })
  @JSONSchema({ description: 'One that is there, or a new one.', example: 'images' })
  readonly queue!: string;

  @MaxLength(2_000)
  @JSONSchema({ example: 'Resizes a picture.' })
  readonly description!: string;

  @AnyObject('The JSON Schema (draft 2020-12) of its input. `pattern` is RE2: no look-around.')
  @IsSmallEnough()
  readonly input!: object;

  @AnyObject('The JSON Schema of its result.')
  @IsSmallEnough()
  readonly result!: object;

  @IsOptional()
  @AnyObject('Inputs that run as they stand, by title.', { type: 'object', additionalProperties: true })
  @IsSmallEnough()
  readonly examples?: Record<string, object>;

  @IsOptional()
  @IsInt()
  @Min(ATTEMPTS.least)
  @Max(ATTEMPTS.most)
  @JSONSchema({ default: DEFAULTS.maxAttempts, description: 'All attempts, the first included.' })
  readonly maxAttempts?: number;

  @IsOptional()
  @IsInt()
  @Min(TIMEOUT_MS.least)
  @Max(TIMEOUT_MS.most)
  @JSONSchema({ default: DEFAULTS.timeoutMs, description: 'For one attempt.' })
  readonly timeoutMs?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(DAY_MS)
  @JSONSchema({
    default: DEFAULTS.retryDelayMs,
    description: 'Before the first retry; it doubles with each.',
  })
  readonly retryDelayMs?: number;
}

/** @throws InputRefused where the name can't be one */
export function storedTaskType(name: string, { input, result, ...given }: TaskTypeBody): StoredTaskType {
  if (!TYPE_NAME.test(name))
    throw new InputRefused([
      { path: 'name', message: 'must be letters, digits, ., _ and -, a letter or digit first; at most 100' },
    ]);
  return { ...DEFAULTS, ...given, name, inputSchema: input, resultSchema: result };
}
