import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StoredError, StoredErrorDetails } from './task.entity.js';

/** How an attempt ended: `released` by a drain (it is not counted), `lost` with its worker. */
export type AttemptOutcome = 'completed' | 'failed' | 'cancelled' | 'released' | 'lost';

/** One run of a task's handler. */
@Entity('task_attempts')
export class TaskAttempt {
  @PrimaryColumn('uuid', { name: 'task_id' }) readonly taskId!: string;
  @PrimaryColumn('integer') readonly delivery!: number;
  /** 1 for the first; two rows share a number where the first was released. */
  @Column('integer') readonly number!: number;
  @Column('uuid', { name: 'worker_id' }) readonly workerId!: string;
  @Column('timestamptz', { name: 'started_at' }) readonly startedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) readonly finishedAt!: Date | null;
  @Column('text', { nullable: true }) readonly outcome!: AttemptOutcome | null;
  @Column('jsonb', { nullable: true }) readonly error!: (StoredError & StoredErrorDetails) | null;
}
