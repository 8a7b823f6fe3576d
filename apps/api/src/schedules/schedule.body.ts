import { IsBoolean, IsNumber, IsObject, IsOptional, IsString, Matches } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { INTERVAL_MS, LONGEST_CRON } from '@app/tasks';
import { AllOptional } from '../requests/all-optional.js';
import { IgnoresUnknownNulls } from '@app/bodies';

const LONGEST_NAME = 100;

/** What a schedule's name may be: characters that can be seen, and no space around them. */
export const SCHEDULE_NAME = new RegExp(`^(?! )[^\\p{Cc}\\p{Cs}]{1,${LONGEST_NAME}}(?<! )$`, 'u');

/** What holds where a new schedule does not say it. */
export const SCHEDULE_DEFAULTS = {
  cron: null,
  everyMs: null,
  timeZone: 'UTC',
  enabled: true,
  catchUp: false,
};

/** A schedule as a client sends it. When it fires and what it submits are looked at after this. */
@IgnoresUnknownNulls()
export class ScheduleBody {
  @IsOptional()
  @IsString()
  @Matches(SCHEDULE_NAME, {
    message: `must be 1 to ${LONGEST_NAME} visible characters, without a space at its ends`,
  })
  @JSONSchema(() => ({
    type: 'string',
    description: 'Unique; without one it is made of the type of the task.',
    minLength: 1,
    maxLength: LONGEST_NAME,
    example: 'daily digest',
  }))
  readonly name?: string;

  @IsOptional()
  @IsString()
  @JSONSchema({
    description: 'When it fires: 5 fields, or 6 with the seconds first. Either this or everyMs.',
    nullable: true,
    maxLength: LONGEST_CRON,
    example: '0 8 * * MON-FRI',
  })
  readonly cron?: string | null;

  @IsOptional()
  @IsNumber()
  @JSONSchema({
    type: 'integer',
    description: 'The time between two firings. Either this or cron.',
    nullable: true,
    minimum: INTERVAL_MS.least,
    maximum: INTERVAL_MS.most,
    example: null,
  })
  readonly everyMs?: number | null;

  @IsOptional()
  @IsString()
  @JSONSchema({
    description: 'In which cron is meant, an IANA name.',
    default: SCHEDULE_DEFAULTS.timeZone,
    example: 'Europe/Berlin',
  })
  readonly timeZone?: string;

  @IsObject()
  @JSONSchema(() => ({
    description: 'What each firing submits, without runAt and expiresAt.',
    oneOf: [{ $ref: '#/components/schemas/AnySubmission' }],
    example: { type: 'ai.text-generation', input: { prompt: 'What is new today?' } },
  }))
  readonly task!: object;

  @IsOptional()
  @IsBoolean()
  @JSONSchema({ description: 'False: it is paused.', default: SCHEDULE_DEFAULTS.enabled })
  readonly enabled?: boolean;

  @IsOptional()
  @IsBoolean()
  @JSONSchema({
    description:
      'Whether firings that were missed while nothing ran are made up for: once together, or not at all.',
    default: SCHEDULE_DEFAULTS.catchUp,
  })
  readonly catchUp?: boolean;
}

/** What is to be changed; the rest stays. */
@AllOptional()
export class ScheduleChanges extends ScheduleBody {}
