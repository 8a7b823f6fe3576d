import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import type { NewWebhook } from '../../webhooks/new-webhook.js';
import {
  SUBMITTED_NAMES,
  SUBMITTED_RECORD,
  SUBMITTED_VALUES,
  type SubmittedColumns,
} from '../submitted-columns.js';
import { fileReferences, searchText, statusEvent, webhookAsked } from './follows.js';
import { transition, WHOLE } from './transition.js';

/** A task that is about to be accepted; validated, all defaults filled in, with a UUIDv7 as its id. */
export interface NewTask extends SubmittedColumns {
  /** What `GET /tasks?search=` looks through. */
  readonly searchText: string;
  /** Stored files that it works on: they are kept as long as the task. */
  readonly fileIds?: readonly string[];
  readonly webhook: NewWebhook | null;
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
    INSERT INTO tasks (${SUBMITTED_NAMES}, due_at)
    SELECT ${SUBMITTED_VALUES}, greatest("runAt", now_ms())
    FROM given
    RETURNING *
  )`;

/** A record of NewTask as SQL knows it. */
export const NEW_TASK_COLUMNS = sql`${SUBMITTED_RECORD}, "searchText" text, "fileIds" uuid[], webhook jsonb`;

/** $1 is a JSON array of NewTask. */
const ACCEPT = acceptFrom(
  sql`given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(${NEW_TASK_COLUMNS}))`,
);
