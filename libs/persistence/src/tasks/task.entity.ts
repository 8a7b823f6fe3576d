import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TaskStatus } from './task-state.js';

/** Why an attempt failed, as it is stored and shown. */
export interface StoredError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly attempt: number;
}

/** An error below another one. */
export interface StoredCause {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** What is kept of an error with its attempt only: for those who may read prompts. */
export interface StoredErrorDetails {
  readonly stack?: string | undefined;
  readonly causes?: readonly StoredCause[];
}

/** Tokens that a model used. */
export interface StoredUsage {
  readonly provider: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
}

/** A task: the row that is the truth. It is changed only by the statements of this folder's repositories. */
@Entity('tasks')
export class Task {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly type!: string;
  @Column('text') readonly queue!: string;
  @Column('text') readonly status!: TaskStatus;
  @Column('smallint') readonly priority!: number;
  @Column('jsonb') readonly input!: Record<string, unknown>;
  @Column('jsonb', { nullable: true }) readonly result!: Record<string, unknown> | null;
  @Column('jsonb', { nullable: true }) readonly error!: StoredError | null;
  @Column('jsonb', { nullable: true }) readonly usage!: StoredUsage | null;
  @Column('real', { name: 'progress_percent' }) readonly progressPercent!: number;
  @Column('text', { name: 'progress_message', nullable: true }) readonly progressMessage!: string | null;
  @Column('integer', { name: 'attempts_made' }) readonly attemptsMade!: number;
  /**
   * Attempts that a worker ended itself, with an error: those of workers that died, or stopped in between,
   * are not counted.
   */
  @Column('integer', { name: 'attempts_ended' }) readonly attemptsEnded!: number;
  @Column('integer', { name: 'retries_by_hand' }) readonly retriesByHand!: number;
  @Column('integer', { name: 'attempts_max' }) readonly attemptsMax!: number;
  @Column('integer', { name: 'timeout_ms' }) readonly timeoutMs!: number;
  @Column('text', { array: true }) readonly tags!: string[];
  @Column('jsonb') readonly metadata!: Record<string, unknown>;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt!: Date;
  /** What the client asked for, or the start of the next attempt. */
  @Column('timestamptz', { name: 'run_at', nullable: true }) readonly runAt!: Date | null;
  /** When it may run: never null, so that indexes can sort by it. */
  @Column('timestamptz', { name: 'due_at' }) readonly dueAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) readonly startedAt!: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) readonly finishedAt!: Date | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) readonly expiresAt!: Date | null;
  @Column('timestamptz', { name: 'cancel_requested_at', nullable: true })
  readonly cancelRequestedAt!: Date | null;
  /**
   * Grows with each claim; a part of the broker's job id, so that no delivery is mistaken for an earlier one.
   */
  @Column('integer') readonly delivery!: number;
  @Column('timestamptz', { name: 'dispatched_at', nullable: true }) readonly dispatchedAt!: Date | null;
  /**
   * Under this delivery it waits for a worker that knows its type: `dueAt` is the next try, `firstDueAt` when
   * it was due at first.
   */
  @Column('integer', { name: 'given_back_as', nullable: true }) readonly givenBackAs!: number | null;
  @Column('timestamptz', { name: 'first_due_at', nullable: true }) readonly firstDueAt!: Date | null;
  /** The fence: whoever finishes must show the token of its own claim. */
  @Column('uuid', { name: 'lease_token', nullable: true }) readonly leaseToken!: string | null;
  @Column('timestamptz', { name: 'lease_expires_at', nullable: true }) readonly leaseExpiresAt!: Date | null;
  @Column('uuid', { name: 'worker_id', nullable: true }) readonly workerId!: string | null;
  /** The schedule that made it. */
  @Column('uuid', { name: 'schedule_id', nullable: true }) readonly scheduleId!: string | null;
  /** The firing that it belongs to; null where the schedule was triggered by hand. */
  @Column('timestamptz', { name: 'scheduled_for', nullable: true }) readonly scheduledFor!: Date | null;
  /** The trace in which it was submitted, as a W3C traceparent. */
  @Column('text', { nullable: true }) readonly traceparent!: string | null;
  /** Workers take it over HTTP; null where the broker brings it to one. */
  @Column('boolean', { nullable: true }) readonly remote!: true | null;
  /** The task that it belongs to. Nothing sets it yet, and no client sees it. */
  @Column('uuid', { name: 'parent_id', nullable: true }) readonly parentId!: string | null;
}
