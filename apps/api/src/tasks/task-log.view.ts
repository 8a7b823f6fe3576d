import { ApiProperty } from '@nestjs/swagger';
import { LOG_LEVELS, type TaskLogLevel, type TaskLogLine, type TaskLogPage } from '@app/persistence';
import { IntegerParameter } from '../requests/parameters.js';

export class TaskLogView {
  @ApiProperty({ type: 'integer', description: 'Grows within the task; for `after`.' }) readonly id!: number;
  @ApiProperty({ type: String, format: 'date-time' }) readonly at!: string;
  @ApiProperty({ type: 'integer', description: 'The attempt that logged it.' }) readonly attempt!: number;
  @ApiProperty({ enum: LOG_LEVELS }) readonly level!: TaskLogLevel;
  @ApiProperty() readonly message!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true }) readonly fields!: Record<
    string,
    unknown
  > | null;
}

export class TaskLogList {
  @ApiProperty({ type: [TaskLogView] }) readonly data!: readonly TaskLogView[];
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The `after` for what did not fit in 4 MiB; null where all is here.',
  })
  readonly nextAfter!: number | null;
}

export function taskLogList({ lines, hasMore }: TaskLogPage): TaskLogList {
  return { data: lines.map(taskLogView), nextAfter: hasMore ? (lines.at(-1)?.id ?? null) : null };
}

function taskLogView({ id, at, attempt, level, message, fields }: TaskLogLine): TaskLogView {
  return { id, at: at.toISOString(), attempt, level, message, fields };
}

/** Which part of a log. */
export class TaskLogQuery {
  @IntegerParameter({
    minimum: 0,
    maximum: 999_999_999_999_999,
    description: 'Only lines after the one with this id.',
    message: 'must be the id of a line, a whole number',
  })
  readonly after?: number;
}
