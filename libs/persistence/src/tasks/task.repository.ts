import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { entityFrom, rowsOf } from '../rows.js';
import { ACCEPT, type NewTask } from './accept.js';
import { attemptOpened, claimEvents, statusEvent, webhookEvent } from './recorded.js';
import { type Lease, SETTLE, type Settlement, settlementRow } from './settle.js';
import { Task } from './task.entity.js';
import type { TaskStatus } from './task-state.js';

/** What a settlement came to: the state in the database, or null where the lease was lost and nothing was written. */
export type Settled = { readonly status: TaskStatus; readonly queue: string } | null;

/** What a heartbeat brought back for a task: still ours, ours with a cancel request, or no longer ours. */
export type LeaseState = 'held' | 'cancelling' | 'lost';

export interface ProgressReport extends Lease {
  readonly percent: number;
  readonly message: string | null;
}

/** The transitions that clients and workers ask for, one method each, each one statement with its condition. */
@Injectable()
export class TaskRepository {
  constructor(@InjectRepository(Task) private readonly tasks: Repository<Task>) {}

  /** – to PENDING. Answers in the order given; all or none. */
  async accept(given: readonly NewTask[]): Promise<Task[]> {
    const accepted = await this.change(ACCEPT, [JSON.stringify(given)]);
    const byId = new Map(accepted.map((task) => [task.id, task]));
    return given.map(({ id }) => byId.get(id) as Task);
  }

  /** PENDING to PROCESSING, for those of the tasks that are due and whose queue may start more; the others are not in the answer. */
  async claim(ids: readonly string[], workerId: string, leaseMs: number): Promise<Task[]> {
    return this.change(CLAIM, [ids, workerId, leaseMs]);
  }

  /** PROCESSING to whatever each settlement says; the answers are in the order given. */
  async settle(settlements: readonly { lease: Lease; settlement: Settlement }[]): Promise<Settled[]> {
    const said = settlements.map(({ lease, settlement }) => settlementRow(lease, settlement));
    const rows = await rowsOf<{ id: string; status: TaskStatus; queue: string }>(this.tasks.manager, SETTLE, [
      JSON.stringify(said),
      said.map(({ id }) => id),
    ]);
    const byId = new Map(rows.map(({ id, status, queue }) => [id, { status, queue }]));
    return settlements.map(({ lease }) => byId.get(lease.id) ?? null);
  }

  /** Prolongs leases; answers in the order given. */
  async heartbeat(leases: readonly Lease[], leaseMs: number): Promise<LeaseState[]> {
    const rows = await rowsOf<{ id: string; cancelling: boolean }>(this.tasks.manager, HEARTBEAT, [...columns(leases), leaseMs]);
    const byId = new Map(rows.map(({ id, cancelling }) => [id, cancelling ? ('cancelling' as const) : ('held' as const)]));
    return leases.map(({ id }) => byId.get(id) ?? 'lost');
  }

  /** Writes how far tasks are; a lower percent than before and a lost lease change nothing. */
  async progress(reports: readonly ProgressReport[]): Promise<void> {
    await this.tasks.query(PROGRESS, [...columns(reports), reports.map(({ percent }) => percent), reports.map(({ message }) => message)]);
  }

  /** PENDING to CANCELLED at once; a PROCESSING task is marked, and its worker told. Null where the task has ended or is not there. */
  async cancel(id: string): Promise<Task | null> {
    return (await this.cancelAll([id]))[0] ?? null;
  }

  /** FAILED or CANCELLED to PENDING, with at least one more attempt. Null where it is in another state or not there. */
  async retryByHand(id: string): Promise<Task | null> {
    return (await this.retryAllByHand([id]))[0] ?? null;
  }

  /** PENDING for a later time to PENDING and due. Null where it is due already, expired, in another state or not there. */
  async runNow(id: string): Promise<Task | null> {
    return (await this.change(RUN_NOW, [id]))[0] ?? null;
  }

  /** Removes an ended task with all that belongs to it. False where it has not ended or is not there. */
  async deleteEnded(id: string): Promise<boolean> {
    return (await this.deleteAllEnded([id])).length > 0;
  }

  /** As cancel, in the caller's transaction where there is one. Those whose state does not allow it are not in the answer. */
  cancelAll(ids: readonly string[], manager?: EntityManager): Promise<Task[]> {
    return this.change(CANCEL, [ids], manager);
  }

  /** As retryByHand, likewise. */
  retryAllByHand(ids: readonly string[], manager?: EntityManager): Promise<Task[]> {
    return this.change(RETRY_BY_HAND, [ids], manager);
  }

  /** As deleteEnded, likewise; answers with the tasks as they were. */
  deleteAllEnded(ids: readonly string[], manager?: EntityManager): Promise<Task[]> {
    return this.change(DELETE_ENDED, [ids], manager);
  }

  private async change(sql: string, parameters: readonly unknown[], manager = this.tasks.manager): Promise<Task[]> {
    const rows = await rowsOf<Record<string, unknown>>(manager, sql, parameters);
    return rows.map((row) => entityFrom<Task>(this.tasks.metadata, row));
  }
}

function columns(leases: readonly Lease[]): [string[], string[]] {
  return [leases.map(({ id }) => id), leases.map(({ leaseToken }) => leaseToken)];
}

// The status is an expression here, which no index fits. After a sudden backlog the planner still believes that few tasks are
// PENDING, and would look through all of them for the ids.
const CLAIM = `
  WITH claimed AS (
    UPDATE tasks SET
      status = 'PROCESSING', lease_token = gen_random_uuid(), lease_expires_at = now() + $3::float8 * interval '1 ms',
      attempts_made = attempts_made + 1, delivery = delivery + 1, worker_id = $2, started_at = now_ms(),
      updated_at = now_ms(), dispatched_at = NULL, error = NULL, progress_percent = 0, progress_message = NULL
    WHERE id = ANY((SELECT claimable($1::uuid[]))::uuid[]) AND status || '' = 'PENDING'
      AND due_at <= now() AND (expires_at IS NULL OR expires_at > now())
    RETURNING *
  ), attempt AS (${attemptOpened('claimed')}
  ), event AS (${claimEvents('claimed')}
  )
  SELECT * FROM claimed`;

// Only a PROCESSING task has a token, and locks are taken in the order of ids; see SETTLE.
const HEARTBEAT = `
  WITH held AS MATERIALIZED (
    SELECT t.id FROM tasks t JOIN unnest($1::uuid[], $2::uuid[]) AS given(id, token) ON t.id = given.id AND t.lease_token = given.token
    ORDER BY t.id FOR NO KEY UPDATE OF t
  )
  UPDATE tasks t SET lease_expires_at = now() + $3::float8 * interval '1 ms'
  FROM held WHERE t.id = held.id
  RETURNING t.id, t.cancel_requested_at IS NOT NULL AS cancelling`;

const PROGRESS = `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::real[], $4::text[]) AS p(id, token, percent, message)
  ), held AS MATERIALIZED (
    SELECT t.id FROM tasks t JOIN given p ON t.id = p.id AND t.lease_token = p.token ORDER BY t.id FOR NO KEY UPDATE OF t
  ), changed AS (
    UPDATE tasks t SET progress_percent = p.percent, progress_message = p.message, updated_at = now_ms()
    FROM held JOIN given p ON p.id = held.id
    WHERE t.id = held.id AND t.progress_percent <= p.percent
    RETURNING t.id, t.progress_percent, t.progress_message
  )
  INSERT INTO task_events (task_id, event, data)
  SELECT id, 'progress', jsonb_build_object('percent', progress_percent, 'message', progress_message) FROM changed`;

// `told` is selected at the end since the planner leaves out a CTE, and a join, that nobody reads.
const CANCEL = `
  WITH held AS MATERIALIZED (
    SELECT id FROM tasks WHERE id = ANY($1::uuid[]) AND status IN ('PENDING', 'PROCESSING') ORDER BY id FOR NO KEY UPDATE
  ), changed AS (
    UPDATE tasks SET
      status = CASE status WHEN 'PENDING' THEN 'CANCELLED' ELSE status END,
      finished_at = CASE status WHEN 'PENDING' THEN now_ms() END,
      cancel_requested_at = coalesce(cancel_requested_at, now_ms()),
      error = NULL, dispatched_at = NULL, updated_at = now_ms()
    WHERE id IN (SELECT id FROM held) AND status IN ('PENDING', 'PROCESSING')
    RETURNING *
  ), told AS (
    SELECT pg_notify('task_cancel', string_agg(id::text, ',')) FROM changed WHERE status = 'PROCESSING' HAVING count(*) > 0
  ), ended AS (
    SELECT * FROM changed WHERE status = 'CANCELLED'
  ), event AS (${statusEvent('ended')}
  ), webhook AS (${webhookEvent('ended')}
  )
  SELECT changed.*, (SELECT count(*) FROM told) AS told FROM changed`;

const RETRY_BY_HAND = `
  WITH changed AS (
    UPDATE tasks SET
      status = 'PENDING', due_at = now_ms(), run_at = NULL, finished_at = NULL, cancel_requested_at = NULL, dispatched_at = NULL,
      delivery = delivery + 1, retries_by_hand = retries_by_hand + 1, attempts_max = greatest(attempts_max, attempts_made + 1), error = NULL,
      expires_at = CASE WHEN expires_at > now() THEN expires_at END,
      progress_percent = 0, progress_message = NULL, updated_at = now_ms()
    WHERE id = ANY($1::uuid[]) AND status IN ('FAILED', 'CANCELLED')
    RETURNING *
  ), event AS (${statusEvent('changed')}
  )
  SELECT * FROM changed`;

// What is due already has perhaps been dispatched: it is left alone, so that no delivery of it goes out twice.
const RUN_NOW = `
  WITH changed AS (
    UPDATE tasks SET run_at = now_ms(), due_at = now_ms(), dispatched_at = NULL, updated_at = now_ms()
    WHERE id = $1 AND status = 'PENDING' AND due_at > now() AND (expires_at IS NULL OR expires_at > now())
    RETURNING *
  ), event AS (${statusEvent('changed')}
  )
  SELECT * FROM changed`;

const DELETE_ENDED = `
  DELETE FROM tasks WHERE id = ANY($1::uuid[]) AND status IN ('COMPLETED', 'FAILED', 'CANCELLED') RETURNING *`;
