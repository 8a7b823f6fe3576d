import { ApiProperty } from '@nestjs/swagger';
import type { Task } from '@app/persistence';
import { idempotencyKeyOf, type LeaseAnswer } from '@app/tasks';
import { TaskView } from '../tasks/task.view.js';

const LEASE_STATES = ['held', 'cancelling', 'lost'] as const;

export class LeaseView {
  @ApiProperty({ format: 'uuid', description: 'Each call about the task brings it.' })
  readonly token!: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'Send a heartbeat before.' })
  readonly expiresAt!: string;
}

export class ClaimedTaskView {
  @ApiProperty({ type: TaskView }) readonly task!: TaskView;
  @ApiProperty({ type: LeaseView }) readonly lease!: LeaseView;
  @ApiProperty({ type: 'integer', description: '1 for the first.' }) readonly attempt!: number;
  @ApiProperty({
    description:
      'Equal for every delivery of the same run; another after a retry. Pass it on to what the work calls.',
  })
  readonly idempotencyKey!: string;
}

export class ClaimView {
  @ApiProperty({ format: 'uuid', description: 'Send it with the next claim and each heartbeat.' })
  readonly workerId!: string;
  @ApiProperty({ type: 'number', description: 'How long a lease lasts after a claim or a heartbeat.' })
  readonly leaseSeconds!: number;
  @ApiProperty({ type: [ClaimedTaskView], description: 'Empty where nothing came in time.' })
  readonly tasks!: readonly ClaimedTaskView[];
}

export class LeaseStateView {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({
    enum: LEASE_STATES,
    description: '`cancelling`: stop the work, and release or fail it. `lost`: another worker may have it.',
  })
  readonly state!: (typeof LEASE_STATES)[number];
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null where it is lost.' })
  readonly expiresAt!: string | null;
}

export class HeartbeatView {
  @ApiProperty({ type: [LeaseStateView], description: 'In the order sent.' })
  readonly leases!: readonly LeaseStateView[];
}

export function claimedTaskView(task: Task, view: TaskView): ClaimedTaskView {
  return {
    task: view,
    lease: { token: task.leaseToken ?? '', expiresAt: task.leaseExpiresAt?.toISOString() ?? '' },
    attempt: task.attemptsMade,
    idempotencyKey: idempotencyKeyOf(task),
  };
}

export function leaseStateView({ id, state, expiresAt }: LeaseAnswer): LeaseStateView {
  return { id, state, expiresAt: expiresAt?.toISOString() ?? null };
}
