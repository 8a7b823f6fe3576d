import { attemptClosed, statusEvent, webhookEvent } from './recorded.js';
import type { StoredError, StoredErrorDetails, StoredUsage } from './task.entity.js';
import type { AttemptOutcome } from './task-attempt.entity.js';
import type { TaskStatus } from './task-state.js';

/** What a worker says of a task whose lease it holds. */
export type Settlement =
  | {
      readonly kind: 'complete';
      readonly result: object;
      /** Of the result's JSON in bytes: groups of settlements are bounded by it. */
      readonly size?: number;
      readonly usage: StoredUsage | null;
      readonly searchText: string;
    }
  | ({ readonly kind: 'fail' } & Failure)
  /** Another attempt in delayMs milliseconds. */
  | ({ readonly kind: 'retry'; readonly delayMs: number } & Failure)
  /** The handler stopped because a cancel was asked for. */
  | { readonly kind: 'cancel' }
  /** The worker stops: another one takes the task at once, and this attempt is not counted. */
  | { readonly kind: 'release' };

interface Failure {
  readonly error: StoredError;
  /** Kept with the attempt only. */
  readonly details?: StoredErrorDetails | undefined;
  readonly usage: StoredUsage | null;
}

/** A claimed task as its worker knows it: the id and the token of its claim. */
export interface Lease {
  readonly id: string;
  readonly leaseToken: string;
}

export interface SettlementRow {
  readonly id: string;
  readonly token: string;
  readonly status: TaskStatus;
  readonly outcome: AttemptOutcome;
  readonly result?: object;
  readonly error?: StoredError;
  readonly details?: StoredErrorDetails | undefined;
  readonly usage?: StoredUsage | null;
  readonly delayMs?: number;
  readonly searchText?: string;
}

/** The row of $1 of SETTLE for one settlement. */
export function settlementRow({ id, leaseToken }: Lease, settlement: Settlement): SettlementRow {
  const lease = { id, token: leaseToken };
  switch (settlement.kind) {
    case 'complete': {
      const { result, usage, searchText } = settlement;
      return { ...lease, status: 'COMPLETED', outcome: 'completed', result, usage, searchText };
    }
    case 'fail':
      return {
        ...lease,
        status: 'FAILED',
        outcome: 'failed',
        error: settlement.error,
        details: settlement.details,
        usage: settlement.usage,
        searchText: settlement.error.message,
      };
    case 'retry':
      return {
        ...lease,
        status: 'PENDING',
        outcome: 'failed',
        error: settlement.error,
        details: settlement.details,
        usage: settlement.usage,
        delayMs: settlement.delayMs,
      };
    case 'cancel':
      return { ...lease, status: 'CANCELLED', outcome: 'cancelled' };
    case 'release':
      return { ...lease, status: 'PENDING', outcome: 'released', delayMs: 0 };
  }
}

/**
 * Ends attempts: $1 is a JSON array of settlement rows, each with its own fence (the lease token) and its own
 * answer. $2 holds their ids, so that the planner knows how few rows it is about. That a task is PROCESSING
 * is said by its token: others have none. Asked for as well, it would be looked up in the index of running
 * tasks, which holds those of the last thousands of tasks until it is vacuumed. A task is left out whose row,
 * or that of its attempt, somebody else holds, so that it delays only itself; see SETTLED_BEFORE for what is
 * not in the answer. A task whose cancel was asked for is CANCELLED whatever its worker says: the client has
 * been told so.
 */
export const SETTLE = `
  WITH said AS (
    SELECT *, now_ms() + coalesce("delayMs", 0) * interval '1 ms' AS due_at
    FROM jsonb_to_recordset($1::jsonb) AS s(
      id uuid, token uuid, status text, outcome text, result jsonb, error jsonb, details jsonb, usage jsonb, "delayMs" float8, "searchText" text)
  ), held AS MATERIALIZED (
    SELECT t.id FROM tasks t JOIN said s ON s.id = t.id AND s.token = t.lease_token
      JOIN task_attempts a ON a.task_id = t.id AND a.delivery = t.delivery
    WHERE t.id = ANY($2::uuid[]) AND a.task_id = ANY($2::uuid[]) FOR NO KEY UPDATE OF t, a SKIP LOCKED
  ), settled AS (
    UPDATE tasks t SET
      status = ${unlessCancelled('s.status', "'CANCELLED'")},
      result = ${unlessCancelled('s.result')},
      error = ${unlessCancelled('s.error')},
      usage = coalesce(s.usage, t.usage),
      progress_percent = ${unlessCancelled("CASE s.status WHEN 'COMPLETED' THEN 100 ELSE t.progress_percent END", 't.progress_percent')},
      attempts_made = t.attempts_made - (s.outcome = 'released')::int,
      attempts_ended = t.attempts_ended + (s.outcome = 'failed')::int,
      run_at = CASE WHEN s.status = 'PENDING' AND s.outcome <> 'released' THEN s.due_at ELSE t.run_at END,
      due_at = CASE WHEN s.status = 'PENDING' THEN s.due_at ELSE t.due_at END,
      finished_at = ${unlessCancelled("CASE WHEN s.status <> 'PENDING' THEN now_ms() END", 'now_ms()')},
      updated_at = now_ms(), lease_token = NULL, lease_expires_at = NULL, dispatched_at = NULL
    FROM held JOIN said s ON s.id = held.id
    WHERE t.id = ANY($2::uuid[]) AND t.id = held.id
    RETURNING t.*, CASE WHEN t.cancel_requested_at IS NULL THEN s.outcome ELSE 'cancelled' END AS outcome,
      s.error || coalesce(s.details, '{}') AS attempt_error, s."searchText", s.token AS settled_by
  ), attempt AS (${attemptClosed('settled', 'c.settled_by')}
  ), event AS (${statusEvent('settled')}
  ), webhook AS (${webhookEvent('settled')}
  ), searchable AS (
    INSERT INTO task_search (task_id, text)
    SELECT id, "searchText" FROM settled WHERE "searchText" <> '' AND status IN ('COMPLETED', 'FAILED')
  )
  SELECT id, type, queue, status FROM settled`;

/**
 * What became of settlements that SETTLE did not write: $1 are ids, $2 tokens, $3 the states and $4 the
 * outcomes that they say. Busy where the lease is still theirs; else the answer that was lost, where it was
 * written before; else nothing, as the lease was lost.
 */
export const SETTLED_BEFORE = `
  SELECT s.id, t.type, t.queue, t.lease_token IS NOT DISTINCT FROM s.token AS busy,
    CASE a.outcome WHEN 'completed' THEN 'COMPLETED' WHEN 'cancelled' THEN 'CANCELLED' WHEN 'released' THEN 'PENDING' ELSE s.status END AS status
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS s(id, token, status, outcome) JOIN tasks t ON t.id = s.id
    LEFT JOIN task_attempts a ON a.task_id = s.id AND a.settled_by = s.token AND a.outcome IN (s.outcome, 'cancelled')
  WHERE a.settled_by IS NOT NULL OR t.lease_token = s.token`;

function unlessCancelled(value: string, cancelled = 'NULL'): string {
  return `CASE WHEN t.cancel_requested_at IS NULL THEN ${value} ELSE ${cancelled} END`;
}
