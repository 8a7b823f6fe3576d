import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsNumber, IsObject, IsOptional, IsString, Matches } from 'class-validator';

/** What a schedule's name may be: 1 to 100 characters, none that cannot be seen, no space around it. */
export const SCHEDULE_NAME = /^(?! )[^\p{Cc}\p{Cs}]{1,100}(?<! )$/u;

/** A schedule as a client sends it. When it fires and what it submits are looked at after this. */
export class ScheduleBody {
  @ApiPropertyOptional({
    description: 'Unique; without one it is made of the type of the task.',
    minLength: 1,
    maxLength: 100,
    example: 'daily digest',
  })
  @IsOptional()
  @IsString()
  @Matches(SCHEDULE_NAME, { message: 'must be 1 to 100 visible characters, without a space at its ends' })
  readonly name?: string;

  @ApiPropertyOptional({
    description: 'When it fires: 5 fields, or 6 with the seconds first. Either this or everyMs.',
    type: String,
    nullable: true,
    maxLength: 200,
    example: '0 8 * * MON-FRI',
  })
  @IsOptional()
  @IsString()
  readonly cron?: string | null;

  @ApiPropertyOptional({
    description: 'The time between two firings. Either this or cron.',
    type: 'integer',
    nullable: true,
    minimum: 1_000,
    maximum: 31_622_400_000,
    example: null,
  })
  @IsOptional()
  @IsNumber()
  readonly everyMs?: number | null;

  @ApiPropertyOptional({
    description: 'In which cron is meant, an IANA name.',
    default: 'UTC',
    example: 'Europe/Berlin',
  })
  @IsOptional()
  @IsString()
  readonly timeZone?: string;

  @ApiProperty({
    description: 'What each firing submits, without runAt and expiresAt.',
    oneOf: [{ $ref: '#/components/schemas/AnySubmission' }],
    example: { type: 'ai.text-generation', input: { prompt: 'What is new today?' } },
  })
  @IsObject()
  readonly task!: object;

  @ApiPropertyOptional({ description: 'False: it is paused.', default: true })
  @IsOptional()
  @IsBoolean()
  readonly enabled?: boolean;

  @ApiPropertyOptional({
    description:
      'Whether firings that were missed while nothing ran are made up for: once together, or not at all.',
    default: false,
  })
  @IsOptional()
  @IsBoolean()
  readonly catchUp?: boolean;
}

/** What is to be changed; the rest stays. */
export class ScheduleChanges extends PartialType(ScheduleBody) {}
