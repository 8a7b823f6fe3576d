import { ApiProperty } from '@nestjs/swagger';
import { BULK_ACTION_STATUSES, BULK_ACTIONS, type BulkAction, type BulkActionName } from '@app/persistence';

export class BulkCountView {
  @ApiProperty({ type: 'integer', description: 'Tasks that match now.' }) readonly matched!: number;
}

export class BulkActionView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ enum: BULK_ACTIONS }) readonly action!: BulkActionName;
  @ApiProperty({ type: 'integer', description: 'Tasks that matched when it began.' })
  readonly matched!: number;
  @ApiProperty({ type: 'integer' }) readonly done!: number;
  @ApiProperty({
    type: 'integer',
    description: 'Tasks whose state did not allow it, such as a retry of a COMPLETED one.',
  })
  readonly failed!: number;
  @ApiProperty({
    enum: BULK_ACTION_STATUSES,
    description: 'FAILED: the database refused it again and again.',
  })
  readonly status!: BulkAction['status'];
  @ApiProperty({ type: String, format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly finishedAt!: string | null;
}

export function bulkActionView({
  id,
  action,
  matched,
  done,
  failed,
  status,
  createdAt,
  finishedAt,
}: BulkAction): BulkActionView {
  return {
    id,
    action,
    matched,
    done,
    failed,
    status,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt ? finishedAt.toISOString() : null,
  };
}
