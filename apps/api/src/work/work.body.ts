import { getSchemaPath } from '@nestjs/swagger';
import { LOG_LEVELS, type TaskLogLevel } from '@app/persistence';
import { TASK_ERROR_CODE } from '@app/tasks';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { AnyObject } from '../requests/any-object.js';
import { UniqueItems } from '@app/handlers';

const MOST_TYPES = 100;
const MOST_TASKS = 100;
const MOST_LEASES = 1_000;
const LONGEST_WAIT_SECONDS = 60;
const LONGEST_NAME = 200;
/** A body may have as much. */
const LONGEST_TEXT = 2 * 1024 * 1024;
const LONGEST_MESSAGE = 10_000;
const DAY_SECONDS = 86_400;
const HIGHEST_PID = 2 ** 31 - 1;

/** Shown to people: one line, and nothing that changes how a terminal or a page shows it. */
const Name = (description: string): PropertyDecorator => {
  const shown = /^(?! )[^\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]{1,200}(?<! )$/u;
  const rule = Matches(shown, {
    message: 'must be 1 to 200 characters in one line, without control characters and outer spaces',
  });
  return (prototype, field) => {
    rule(prototype, field);
    JSONSchema({ description })(prototype, field as string);
  };
};

const Token = (): PropertyDecorator => (prototype, field) => {
  IsUUID('all', { message: 'must be the token of a lease' })(prototype, field);
  JSONSchema({ description: 'Of the lease, as the claim answered it.' })(prototype, field as string);
};

export class WorkerBody {
  @Name('What it is called, such as `resizer`.')
  readonly name!: string;

  @IsOptional()
  @Name('Where it runs; unset: its name.')
  readonly host?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(HIGHEST_PID)
  readonly pid?: number;

  @IsOptional()
  @Name('Of its code.')
  readonly version?: string;
}

/** Who asks for tasks, and for which. */
export class ClaimBody {
  @IsObject()
  @ValidateNested()
  @Type(() => WorkerBody)
  readonly worker!: WorkerBody;

  @IsOptional()
  @IsUUID('all', { message: 'must be the workerId of an earlier answer' })
  @JSONSchema({ description: 'As the claim before answered it.' })
  readonly workerId?: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_TYPES)
  @UniqueItems()
  @IsString({ each: true })
  @JSONSchema(() => ({
    type: 'array',
    items: { type: 'string' },
    minItems: 1,
    maxItems: MOST_TYPES,
    uniqueItems: true,
    description: 'Task types that workers registered.',
    example: ['acme.resize'],
  }))
  readonly types!: string[];

  @IsInt()
  @Min(1)
  @Max(MOST_TASKS)
  @JSONSchema({ description: 'Of the tasks of one answer.' })
  readonly max!: number;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(LONGEST_WAIT_SECONDS)
  @JSONSchema({ default: 0, description: 'How long to wait for the first task.' })
  readonly waitSeconds?: number;
}

export class LeaseBody {
  @Token() readonly token!: string;

  @IsUUID('all', { message: 'must be the id of a task' })
  @JSONSchema({ description: 'Of the task.' })
  readonly id!: string;
}

export class HeartbeatBody {
  @IsUUID('all', { message: 'must be the workerId of an earlier answer' })
  @JSONSchema({ description: 'As the claim answered it.' })
  readonly workerId!: string;

  @IsArray()
  @ArrayMaxSize(MOST_LEASES)
  @IsObject({ each: true, message: 'must each be a lease' })
  @ValidateNested({ each: true })
  @Type(() => LeaseBody)
  @JSONSchema(() => ({
    type: 'array',
    maxItems: MOST_LEASES,
    items: { $ref: getSchemaPath(LeaseBody) },
    description: 'What the worker holds.',
  }))
  readonly leases!: LeaseBody[];
}

export class ProgressBody {
  @Token() readonly token!: string;

  @IsNumber()
  @Min(0)
  @Max(100)
  @JSONSchema({ description: 'A lower one than before changes nothing.' })
  readonly percent!: number;

  @IsOptional()
  @MaxLength(500)
  readonly message?: string;
}

export class TextBody {
  @Token() readonly token!: string;

  @Length(1, LONGEST_TEXT)
  @JSONSchema({ description: 'The next piece of the text that the task generates.' })
  readonly text!: string;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  @JSONSchema({
    description:
      'How many bytes of text (UTF-8) this attempt has sent before. With it the call may safely be made again.',
    example: 0,
  })
  readonly offset?: number;
}

export class LogBody {
  @Token() readonly token!: string;

  @IsIn(LOG_LEVELS)
  readonly level!: TaskLogLevel;

  @Length(1, LONGEST_MESSAGE)
  @JSONSchema({ description: 'No prompt and no secret; cut at 1,000 characters.' })
  readonly message!: string;

  @IsOptional()
  @AnyObject('Fields of the line.')
  readonly data?: object;
}

const Tokens = (): PropertyDecorator => (prototype, field) => {
  for (const rule of [IsInt(), Min(0), Max(Number.MAX_SAFE_INTEGER)]) rule(prototype, field);
};

export class UsageBody {
  @Length(1, LONGEST_NAME) readonly provider!: string;
  @Length(1, LONGEST_NAME) readonly model!: string;
  @Tokens() readonly inputTokens!: number;
  @Tokens() readonly outputTokens!: number;
  @Tokens() readonly totalTokens!: number;
}

export class CompleteBody {
  @Token() readonly token!: string;

  @AnyObject("By the type's schema.")
  readonly result!: object;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => UsageBody)
  @JSONSchema({ description: 'Tokens that a model used.' })
  readonly usage?: UsageBody;
}

export class WorkErrorBody {
  @Matches(TASK_ERROR_CODE, { message: 'must be 1 to 64 of a-z, 0-9 and _, beginning with a letter' })
  @JSONSchema({ example: 'broken_image' })
  readonly code!: string;

  @Length(1, LONGEST_MESSAGE)
  @JSONSchema({ description: 'Clients read it: no prompt and no secret.' })
  readonly message!: string;

  @IsBoolean()
  @JSONSchema({ description: 'Whether another attempt makes sense.' })
  readonly retryable!: boolean;
}

export class FailBody {
  @Token() readonly token!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => WorkErrorBody)
  readonly error!: WorkErrorBody;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(DAY_SECONDS)
  @JSONSchema({ description: 'Not to be tried before.' })
  readonly retryAfterSeconds?: number;
}

export class ReleaseBody {
  @Token() readonly token!: string;
}
