import { sql } from '../../sql.js';
import { snapshotSql } from '../task-snapshot.js';

/**
 * What follows a transition, as CTEs of its statement. Each reads the changed tasks from the CTE `moved`, or
 * from another one that it is given.
 */

/** The data of a `status` event, as API.md has it. */
const STATUS = sql`jsonb_strip_nulls(jsonb_build_object(
      'status', status, 'attempt', attempts_made, 'at', iso(now_ms()), 'error', error,
      'runAt', CASE WHEN status = 'PENDING' THEN iso(run_at) END))`;

export const statusEvent = (moved = 'moved'): string => sql`
  event AS (
    INSERT INTO task_events (task_id, event, data)
    SELECT id, 'status', ${STATUS} FROM ${moved}
  )`;

/**
 * The events of a claim: a `reset` where the task ran before, as what it wrote then is void, and the
 * `status`.
 */
export const claimEvents = (): string => sql`
  event AS (
    INSERT INTO task_events (task_id, event, data)
    SELECT id, event, data FROM (
      SELECT id, 1 AS place, 'reset' AS event, jsonb_build_object('attempt', attempts_made) AS data
      FROM moved WHERE delivery > 1
      UNION ALL
      SELECT id, 2, 'status', ${STATUS} FROM moved
    ) AS events ORDER BY id, place
  )`;

/** The attempt that a claim opens. */
export const attemptOpened = (): string => sql`
  attempt AS (
    INSERT INTO task_attempts (task_id, delivery, number, worker_id, started_at)
    SELECT id, delivery, attempts_made, worker_id, started_at FROM moved
  )`;

/**
 * The attempt that a transition out of PROCESSING closes; `moved` also has `outcome` and `attempt_error`.
 * @param settledBy the token of the worker that says so, where it is one
 */
export const attemptClosed = (settledBy = 'NULL'): string => sql`
  attempt AS (
    UPDATE task_attempts a SET
      finished_at = now_ms(), outcome = c.outcome, error = c.attempt_error, settled_by = ${settledBy}
    FROM moved c WHERE a.task_id = c.id AND a.delivery = c.delivery
  )`;

/**
 * What is told of an end: the event of the task's webhook, where it has one for that, and those of the queues
 * and topics that want all. Each keeps the task as it is now: a retry by hand changes the row.
 */
export const endEvents = (moved = 'moved'): string => sql`
  webhook AS (
    INSERT INTO webhook_deliveries (task_id, host, event, task)
    SELECT c.id, w.host, lower(c.status), ${snapshotSql('c')}
    FROM ${moved} c JOIN task_webhooks w ON w.task_id = c.id
    WHERE lower(c.status) = ANY (w.events)
  ), result_event AS (
    INSERT INTO result_events (destination, event, task)
    SELECT d.name, lower(c.status), ${snapshotSql('c')}
    FROM ${moved} c, event_destinations d
    WHERE c.status IN ('COMPLETED', 'FAILED', 'CANCELLED') AND d.wanted_until > now()
  )`;

/** What `GET /tasks?search=` looks through: the column "searchText" of a CTE. */
export const searchText = (from: string, condition = 'true'): string => sql`
  searchable AS (
    INSERT INTO task_search (task_id, text)
    SELECT id, "searchText" FROM ${from} WHERE "searchText" <> '' AND ${condition}
  )`;

/** The files that new tasks work on: "fileIds" of a CTE. */
export const fileReferences = (from: string): string => sql`
  referring AS (
    INSERT INTO file_references (task_id, file_id) SELECT DISTINCT id, unnest("fileIds") FROM ${from}
  )`;

/** Whom to tell of new tasks: `webhook` of a CTE, as NewWebhook. */
export const webhookAsked = (from: string): string => sql`
  webhook AS (
    INSERT INTO task_webhooks (task_id, url, host, events, secret)
    SELECT id, webhook->>'url', webhook->>'host',
      ARRAY(SELECT jsonb_array_elements_text(webhook->'events')), webhook->>'secret'
    FROM ${from} WHERE webhook->>'url' IS NOT NULL
  )`;
