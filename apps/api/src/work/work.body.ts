import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
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
  Min,
  ValidateNested,
} from 'class-validator';
import { UniqueItems } from '../http/unique-items.js';

const Token = (): PropertyDecorator => (prototype, field) => {
  ApiProperty({ format: 'uuid', description: 'Of the lease, as the claim answered it.' })(prototype, field);
  IsUUID('all', { message: 'must be the token of a lease' })(prototype, field);
};

const text = (least: number, most: number): object => ({ minLength: least, maxLength: most });

export class WorkerBody {
  @ApiProperty({ ...text(1, 200), description: 'What it is called.', example: 'resizer' })
  @Length(1, 200)
  readonly name!: string;

  @ApiPropertyOptional({ ...text(1, 255), description: 'Where it runs; unset: its name.' })
  @IsOptional()
  @Length(1, 255)
  readonly host?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 2_147_483_647 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  readonly pid?: number;

  @ApiPropertyOptional({ ...text(1, 100), description: 'Of its code.' })
  @IsOptional()
  @Length(1, 100)
  readonly version?: string;
}

/** Who asks for tasks, and for which. */
export class ClaimBody {
  @ApiProperty({ type: WorkerBody })
  @IsObject()
  @ValidateNested()
  @Type(() => WorkerBody)
  readonly worker!: WorkerBody;

  @ApiPropertyOptional({ format: 'uuid', description: 'As the claim before answered it.' })
  @IsOptional()
  @IsUUID('all', { message: 'must be the workerId of an earlier answer' })
  readonly workerId?: string;

  @ApiProperty({
    description: 'Task types that workers registered.',
    type: 'array',
    items: { type: 'string' },
    minItems: 1,
    maxItems: 100,
    uniqueItems: true,
    example: ['acme.resize'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @UniqueItems()
  @IsString({ each: true })
  readonly types!: string[];

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 100, description: 'Of the tasks of one answer.' })
  @IsInt()
  @Min(1)
  @Max(100)
  readonly max!: number;

  @ApiPropertyOptional({
    type: 'number',
    minimum: 0,
    maximum: 60,
    default: 0,
    description: 'How long to wait for the first task.',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(60)
  readonly waitSeconds?: number;
}

export class LeaseBody {
  @ApiProperty({ format: 'uuid', description: 'Of the task.' })
  @IsUUID('all', { message: 'must be the id of a task' })
  readonly id!: string;

  @Token() readonly token!: string;
}

export class HeartbeatBody {
  @ApiProperty({ format: 'uuid', description: 'As the claim answered it.' })
  @IsUUID('all', { message: 'must be the workerId of an earlier answer' })
  readonly workerId!: string;

  @ApiProperty({ type: [LeaseBody], maxItems: 1000, description: 'What the worker holds.' })
  @IsArray()
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => LeaseBody)
  readonly leases!: LeaseBody[];
}

export class ProgressBody {
  @Token() readonly token!: string;

  @ApiProperty({ type: 'number', minimum: 0, maximum: 100, description: 'A lower one changes nothing.' })
  @IsNumber()
  @Min(0)
  @Max(100)
  readonly percent!: number;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @Length(0, 500)
  readonly message?: string;
}

export class TextBody {
  @Token() readonly token!: string;

  @ApiProperty({ minLength: 1, description: 'The next piece of the text that the task generates.' })
  @Length(1, 2_097_152)
  readonly text!: string;
}

export class LogBody {
  @Token() readonly token!: string;

  @ApiProperty({ enum: LOG_LEVELS })
  @IsIn(LOG_LEVELS)
  readonly level!: TaskLogLevel;

  @ApiProperty({ ...text(1, 10_000), description: 'No prompt and no secret; cut at 1,000 characters.' })
  @Length(1, 10_000)
  readonly message!: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Fields of the line.' })
  @IsOptional()
  @IsObject()
  readonly data?: object;
}

export class UsageBody {
  @ApiProperty({ ...text(1, 200) }) @Length(1, 200) readonly provider!: string;
  @ApiProperty({ ...text(1, 200) }) @Length(1, 200) readonly model!: string;
  @Tokens() readonly inputTokens!: number;
  @Tokens() readonly outputTokens!: number;
  @Tokens() readonly totalTokens!: number;
}

export class CompleteBody {
  @Token() readonly token!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: "By the type's schema." })
  @IsObject()
  readonly result!: object;

  @ApiPropertyOptional({ type: UsageBody, description: 'Tokens that a model used.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => UsageBody)
  readonly usage?: UsageBody;
}

export class WorkErrorBody {
  @ApiProperty({ pattern: TASK_ERROR_CODE.source, example: 'broken_image' })
  @Matches(TASK_ERROR_CODE, { message: 'must be 1 to 64 of a-z, 0-9 and _, beginning with a letter' })
  readonly code!: string;

  @ApiProperty({ ...text(1, 10_000), description: 'Clients read it: no prompt and no secret.' })
  @Length(1, 10_000)
  readonly message!: string;

  @ApiProperty({ description: 'Whether another attempt makes sense.' })
  @IsBoolean()
  readonly retryable!: boolean;
}

export class FailBody {
  @Token() readonly token!: string;

  @ApiProperty({ type: WorkErrorBody })
  @IsObject()
  @ValidateNested()
  @Type(() => WorkErrorBody)
  readonly error!: WorkErrorBody;

  @ApiPropertyOptional({
    type: 'number',
    minimum: 0,
    maximum: 86_400,
    description: 'Not to be tried before.',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(86_400)
  readonly retryAfterSeconds?: number;
}

export class ReleaseBody {
  @Token() readonly token!: string;
}

function Tokens(): PropertyDecorator {
  return (prototype, field) => {
    ApiProperty({ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER })(prototype, field);
    IsInt()(prototype, field);
    Min(0)(prototype, field);
    Max(Number.MAX_SAFE_INTEGER)(prototype, field);
  };
}
