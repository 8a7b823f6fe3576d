import { ApiProperty } from '@nestjs/swagger';
import { LOG_LEVELS, type TaskLogLevel, type TaskLogLine, type TaskLogPage } from '@app/persistence';
import { QueryReader, type RawQuery } from '../requests/query-reader.js';

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

/** The `after` of a query; 0 where it is not given. @throws InputRefused */
export function readAfter(query: RawQuery): number {
  const reader = new QueryReader(query, ['after']);
  const text = reader.single('after') ?? '0';
  if (!/^\d{1,15}$/.test(text)) reader.refuse('after', 'must be the id of a line, a whole number');
  reader.finish();
  return Number(text);
}
