import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import type { NewWebhook } from '../../webhooks/new-webhook.js';
import { fileReferences, searchText, statusEvent, webhookAsked } from './follows.js';
import { transition, WHOLE } from './transition.js';

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

/** – to PENDING. */
export function accept(tasks: readonly NewTask[]): Statement {
  return [ACCEPT, [JSON.stringify(tasks)]];
}

/**
 * INSERT of any number of tasks as one statement.
 * @param given CTEs, the last of which is named `given` and has the columns of NewTask
 */
export const acceptFrom = (given: string): string =>
  transition(
    sql`${given}, ${MOVED}`,
    [searchText('given'), fileReferences('given'), webhookAsked('given'), statusEvent()],
    WHOLE,
  );

const MOVED = sql`
  moved AS (
    INSERT INTO tasks (
      id, type, queue, input, priority, attempts_max, timeout_ms, run_at, due_at, expires_at, tags, metadata,
      schedule_id, scheduled_for, traceparent)
    SELECT id, type, queue, input, priority, "attemptsMax", "timeoutMs", "runAt", greatest("runAt", now_ms()),
      "expiresAt", tags, metadata, "scheduleId", "scheduledFor", traceparent
    FROM given
    RETURNING *
  )`;

/** A record of NewTask as SQL knows it; what a schedule made also says which one, and for when. */
export const NEW_TASK_COLUMNS = sql`
  id uuid, type text, queue text, input jsonb, priority smallint, "attemptsMax" int, "timeoutMs" int,
  "runAt" timestamptz, "expiresAt" timestamptz, tags text[], metadata jsonb,
  "searchText" text, "fileIds" uuid[], webhook jsonb,
  "scheduleId" uuid, "scheduledFor" timestamptz, traceparent text`;

/** $1 is a JSON array of NewTask. */
const ACCEPT = acceptFrom(
  sql`given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(${NEW_TASK_COLUMNS}))`,
);
