import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A worker process as it registered itself. */
@Entity('workers')
export class WorkerProcess {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly host!: string;
  /** Null where a worker over HTTP does not say. */
  @Column('integer', { nullable: true }) readonly pid!: number | null;
  /** What a worker over HTTP calls itself. */
  @Column('text', { nullable: true }) readonly name!: string | null;
  /** Takes its tasks over HTTP; null for one of our own. */
  @Column('boolean', { nullable: true }) readonly remote!: true | null;
  @Column('text') readonly version!: string;
  @Column('text', { array: true }) readonly queues!: string[];
  /** Null for a worker of an older version, which takes whatever its queues have. */
  @Column('text', { array: true, nullable: true }) readonly types!: string[] | null;
  @Column('integer') readonly concurrency!: number;
  @Column('text') readonly status!: 'online' | 'draining';
  /** When an operator told it to take no more. */
  @Column('timestamptz', { name: 'drain_requested_at', nullable: true })
  readonly drainRequestedAt!: Date | null;
  @Column('integer', { name: 'active_tasks' }) readonly activeTasks!: number;
  /** bigint: pg gives it as text. */
  @Column('bigint') readonly completed!: string;
  @Column('bigint') readonly failed!: string;
  /** Resident, at the last heartbeat; bigint, and null for a worker of an older version. */
  @Column('bigint', { name: 'memory_bytes', nullable: true }) readonly memoryBytes!: string | null;
  /** Of one core, between the last two heartbeats. */
  @Column('double precision', { name: 'cpu_ratio', nullable: true }) readonly cpuRatio!: number | null;
  @Column('timestamptz', { name: 'started_at' }) readonly startedAt!: Date;
  @Column('timestamptz', { name: 'last_heartbeat_at' }) readonly lastHeartbeatAt!: Date;
}
