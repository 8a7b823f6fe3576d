import { ApiProperty } from '@nestjs/swagger';
import { type StatusCount, TASK_STATUSES, type TaskStatus } from '@app/persistence';

class StatusCountView implements StatusCount {
  @ApiProperty({ enum: TASK_STATUSES }) readonly status!: TaskStatus;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null where counting would take too long.' })
  readonly count!: number | null;
  @ApiProperty({ description: 'There are more than were counted.' }) readonly more!: boolean;
}

export class TaskCounts {
  @ApiProperty({ type: [StatusCountView], description: 'Every status once.' })
  readonly data!: readonly StatusCountView[];
}
