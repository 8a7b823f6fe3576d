import type { NewWebhook } from '../webhooks/new-webhook.js';

/** A task that is about to be accepted; validated, all defaults filled in. */
export interface NewTask {
  /** UUIDv7. */
  readonly id: string;
  readonly type: string;
  readonly queue: string;
  readonly input: object;
  readonly priority: number;
  readonly attemptsMax: number;
  readonly timeoutMs: number;
  readonly runAt: Date | null;
  readonly expiresAt: Date | null;
  readonly tags: readonly string[];
  readonly metadata: object;
  /** What `GET /tasks?search=` looks through. */
  readonly searchText: string;
  /** Stored files that it works on: they are kept as long as the task. */
  readonly fileIds?: readonly string[];
  readonly webhook: NewWebhook | null;
  /** The trace that it carries on, as a W3C traceparent. */
  readonly traceparent?: string | null;
}

/**
 * INSERT of any number of tasks, as a part of one statement.
 * @param given CTEs, the last of which is named `given` and has the columns of NewTask
 */
export const acceptFrom = (given: string): string => `
  WITH ${given}, accepted AS (
    INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, run_at, due_at, expires_at, tags, metadata,
      schedule_id, scheduled_for, traceparent)
    SELECT id, type, queue, input, priority, "attemptsMax", "timeoutMs", "runAt", greatest("runAt", now_ms()), "expiresAt", tags, metadata,
      "scheduleId", "scheduledFor", traceparent
    FROM given
    RETURNING *
  ), searchable AS (
    INSERT INTO task_search (task_id, text) SELECT id, "searchText" FROM given WHERE "searchText" <> ''
  ), referring AS (
    INSERT INTO file_references (task_id, file_id) SELECT DISTINCT id, unnest("fileIds") FROM given
  ), webhook AS (
    INSERT INTO task_webhooks (task_id, url, host, events, secret)
    SELECT id, webhook->>'url', webhook->>'host', ARRAY(SELECT jsonb_array_elements_text(webhook->'events')), webhook->>'secret'
    FROM given WHERE webhook->>'url' IS NOT NULL
  ), event AS (
    INSERT INTO task_events (task_id, event, data)
    SELECT id, 'status', jsonb_strip_nulls(jsonb_build_object(
      'status', status, 'attempt', 0, 'at', iso(created_at), 'runAt', iso(run_at))) FROM accepted
  )
  SELECT * FROM accepted`;

/** A record of NewTask as SQL knows it; what a schedule made also says which one, and for when. */
export const NEW_TASK_COLUMNS = `
  id uuid, type text, queue text, input jsonb, priority smallint, "attemptsMax" int, "timeoutMs" int,
  "runAt" timestamptz, "expiresAt" timestamptz, tags text[], metadata jsonb, "searchText" text, "fileIds" uuid[], webhook jsonb,
  "scheduleId" uuid, "scheduledFor" timestamptz, traceparent text`;

/** $1 is a JSON array of NewTask. */
export const ACCEPT = acceptFrom(
  `given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(${NEW_TASK_COLUMNS}))`,
);
