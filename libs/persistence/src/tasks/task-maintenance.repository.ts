import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { rowsOf } from '../rows.js';
import { attemptClosed, statusEvent, webhookEvent } from './recorded.js';
import type { Moved } from './moved.js';
import { Task } from './task.entity.js';
import { fromStatus } from './task-state.js';

/**
 * The transitions that nobody asks for: time makes them. Each takes a bounded batch and skips what another
 * process holds.
 */
@Injectable()
export class TaskMaintenanceRepository {
  constructor(@InjectRepository(Task) private readonly tasks: Repository<Task>) {}

  /**
   * PROCESSING with an expired lease, of which its worker says nothing elsewhere, to PENDING, or to FAILED
   * `worker_lost` where no attempt is left.
   */
  reclaimLost(limit: number): Promise<Moved[]> {
    return rowsOf(this.tasks.manager, RECLAIM, [limit]);
  }

  /** PENDING to FAILED `expired`. */
  expire(limit: number): Promise<Moved[]> {
    return rowsOf(this.tasks.manager, EXPIRE, [limit]);
  }

  /** PROCESSING to CANCELLED where the worker has not answered the request within the grace period. */
  forceCancels(graceMs: number, limit: number): Promise<Moved[]> {
    return rowsOf(this.tasks.manager, FORCE_CANCEL, [limit, graceMs]);
  }
}

const storedError = (code: string, message: string, retryable: boolean): string =>
  `jsonb_build_object('code', '${code}', 'message', '${message}', 'retryable', ${retryable}, 'attempt', t.attempts_made)`;

/** Its row is changed with that of the task, and so is locked with it: every claim has made one. */
const OPEN_ATTEMPT = 'JOIN task_attempts a ON a.task_id = t.id AND a.delivery = t.delivery';

const RECLAIM = `
  WITH lost AS (
    SELECT t.id FROM tasks t ${OPEN_ATTEMPT}
    WHERE t.status ${fromStatus('reclaim')} AND t.lease_expires_at < now()
      AND NOT EXISTS (SELECT FROM busy_leases WHERE token = t.lease_token AND until > clock_timestamp())
    ORDER BY t.lease_expires_at LIMIT $1 FOR UPDATE OF t, a SKIP LOCKED
  ), moved AS (
    UPDATE tasks t SET
      status = CASE WHEN t.cancel_requested_at IS NOT NULL THEN 'CANCELLED'
                    WHEN t.attempts_made >= t.attempts_max THEN 'FAILED' ELSE 'PENDING' END,
      error = CASE WHEN t.cancel_requested_at IS NULL
        THEN ${storedError('worker_lost', 'The worker that ran this attempt stopped answering.', true)} END,
      finished_at = CASE WHEN t.cancel_requested_at IS NOT NULL OR t.attempts_made >= t.attempts_max THEN now_ms() END,
      due_at = now_ms(), updated_at = now_ms(), lease_token = NULL, lease_expires_at = NULL, dispatched_at = NULL
    FROM lost WHERE t.id = lost.id
    RETURNING t.*, 'lost' AS outcome, ${storedError('worker_lost', 'The worker that ran this attempt stopped answering.', true)} AS attempt_error
  ), attempt AS (${attemptClosed('moved')}
  ), event AS (${statusEvent('moved')}
  ), webhook AS (${webhookEvent('moved')}
  )
  SELECT id, type, queue, status FROM moved`;

const EXPIRE = `
  WITH late AS (
    SELECT id FROM tasks WHERE status ${fromStatus('expire')} AND expires_at <= now()
    ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), moved AS (
    UPDATE tasks t SET
      status = 'FAILED', finished_at = now_ms(), updated_at = now_ms(), dispatched_at = NULL,
      error = ${storedError('expired', 'The task was not started before it expired.', false)}
    FROM late WHERE t.id = late.id
    RETURNING t.*
  ), event AS (${statusEvent('moved')}
  ), webhook AS (${webhookEvent('moved')}
  )
  SELECT id, type, queue, status FROM moved`;

const FORCE_CANCEL = `
  WITH stuck AS (
    SELECT t.id FROM tasks t ${OPEN_ATTEMPT}
    WHERE t.status ${fromStatus('forceCancel')} AND t.cancel_requested_at < now() - $2::float8 * interval '1 ms'
    ORDER BY t.cancel_requested_at LIMIT $1 FOR UPDATE OF t, a SKIP LOCKED
  ), moved AS (
    UPDATE tasks t SET
      status = 'CANCELLED', finished_at = now_ms(), updated_at = now_ms(), error = NULL,
      lease_token = NULL, lease_expires_at = NULL, dispatched_at = NULL
    FROM stuck WHERE t.id = stuck.id
    RETURNING t.*, 'cancelled' AS outcome, NULL::jsonb AS attempt_error
  ), attempt AS (${attemptClosed('moved')}
  ), event AS (${statusEvent('moved')}
  ), webhook AS (${webhookEvent('moved')}
  )
  SELECT id, type, queue, status FROM moved`;
