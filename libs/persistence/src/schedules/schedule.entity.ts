import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NewTask } from '../tasks/transitions/accept.js';

/** A task to be, as a schedule keeps it: validated, all defaults filled in; only the id is missing. */
export type TaskTemplate = Omit<NewTask, 'id'>;

/** A recurring task. It is changed only by the statements of ScheduleRepository. */
@Entity('schedules')
export class Schedule {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly name!: string;
  /** Either this or everyMs is set. */
  @Column('text', { nullable: true }) readonly cron!: string | null;
  /** A double in the database, which pg gives as a number. */
  @Column('double precision', { name: 'every_ms', nullable: true }) readonly everyMs!: number | null;
  /** An IANA name; cron is meant in it. */
  @Column('text', { name: 'time_zone' }) readonly timeZone!: string;
  /** The submission as the client sent it. */
  @Column('jsonb') readonly task!: Record<string, unknown>;
  /** What a firing inserts: it needs nothing but this row. */
  @Column('jsonb') readonly template!: TaskTemplate;
  @Column('boolean') readonly enabled!: boolean;
  /** Whether firings that were missed while everything was down run once, or not at all. */
  @Column('boolean', { name: 'catch_up' }) readonly catchUp!: boolean;
  /** The next firing; null while it is paused, or when its time never comes again. */
  @Column('timestamptz', { name: 'next_run_at', nullable: true }) readonly nextRunAt!: Date | null;
  @Column('timestamptz', { name: 'last_run_at', nullable: true }) readonly lastRunAt!: Date | null;
  @Column('uuid', { name: 'last_task_id', nullable: true }) readonly lastTaskId!: string | null;
  /** Why the last firing made no task. */
  @Column('text', { name: 'last_error', nullable: true }) readonly lastError!: string | null;
  /** Grows with each change by a person: the fence against plans that were computed from an older one. */
  @Column('integer') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt!: Date;
}
