import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import { attemptClosed, endEvents, searchText, statusEvent } from './follows.js';
import type { SettlementRow } from './settlement.js';
import { SUMMARY, transition } from './transition.js';

/**
 * PROCESSING to whatever each settlement says. Answers with those that were written; see settledBefore for
 * the others. A task is left out whose row, or that of its attempt, somebody else holds, so that it delays
 * only itself. A task whose cancel was asked for is CANCELLED whatever its worker says: the client has been
 * told so.
 */
export function settle(said: readonly SettlementRow[]): Statement {
  return [SETTLE, [JSON.stringify(said), said.map(({ id }) => id)]];
}

/**
 * What became of settlements that were not written: `busy` where the lease is still theirs; else the answer
 * that was lost, where it was written before; else nothing, as the lease was lost.
 */
export function settledBefore(said: readonly SettlementRow[]): Statement {
  const columns = [
    said.map(({ id }) => id),
    said.map(({ token }) => token),
    said.map(({ status }) => status),
    said.map(({ outcome }) => outcome),
  ];
  return [SETTLED_BEFORE, columns];
}

/**
 * $1 is a JSON array of settlement rows, each with its own fence (the lease token) and its own answer. $2
 * holds their ids, so that the planner knows how few rows it is about. That a task is PROCESSING is said by
 * its token: others have none. Asked for as well, it would be looked up in the index of running tasks, which
 * holds those of the last thousands of tasks until it is vacuumed.
 */
const MOVED = sql`
  said AS (
    SELECT *, now_ms() + coalesce("delayMs", 0) * interval '1 ms' AS due_at
    FROM jsonb_to_recordset($1::jsonb) AS s(
      id uuid, token uuid, status text, outcome text, result jsonb, error jsonb, details jsonb, usage jsonb,
      "delayMs" float8, "searchText" text)
  ), held AS MATERIALIZED (
    SELECT t.id FROM tasks t JOIN said s ON s.id = t.id AND s.token = t.lease_token
      JOIN task_attempts a ON a.task_id = t.id AND a.delivery = t.delivery
    WHERE t.id = ANY($2::uuid[]) AND a.task_id = ANY($2::uuid[]) FOR NO KEY UPDATE OF t, a SKIP LOCKED
  ), moved AS (
    UPDATE tasks t SET
      status = ${unlessCancelled('s.status', "'CANCELLED'")},
      result = ${unlessCancelled('s.result')},
      error = ${unlessCancelled('s.error')},
      usage = coalesce(s.usage, t.usage),
      progress_percent = ${unlessCancelled(
        "CASE s.status WHEN 'COMPLETED' THEN 100 ELSE t.progress_percent END",
        't.progress_percent',
      )},
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
  )`;

const FOLLOWS = [
  attemptClosed('c.settled_by'),
  statusEvent(),
  endEvents(),
  searchText('moved', "status IN ('COMPLETED', 'FAILED')"),
];

const SETTLE = transition(MOVED, FOLLOWS, SUMMARY);

/** $1 are ids, $2 tokens, $3 the states and $4 the outcomes that they say. */
const SETTLED_BEFORE = sql`
  SELECT s.id, t.type, t.queue, t.lease_token IS NOT DISTINCT FROM s.token AS busy,
    CASE a.outcome
      WHEN 'completed' THEN 'COMPLETED' WHEN 'cancelled' THEN 'CANCELLED' WHEN 'released' THEN 'PENDING'
      ELSE s.status END AS status
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS s(id, token, status, outcome)
    JOIN tasks t ON t.id = s.id
    LEFT JOIN task_attempts a
      ON a.task_id = s.id AND a.settled_by = s.token AND a.outcome IN (s.outcome, 'cancelled')
  WHERE a.settled_by IS NOT NULL OR t.lease_token = s.token`;

function unlessCancelled(value: string, cancelled = 'NULL'): string {
  return sql`CASE WHEN t.cancel_requested_at IS NULL THEN ${value} ELSE ${cancelled} END`;
}
