import type { Statement } from '../rows.js';
import { sql } from '../sql.js';
import { leaseColumns } from './heartbeat.js';
import type { Lease } from './transitions/settlement.js';

export interface ProgressReport extends Lease {
  readonly percent: number;
  readonly message: string | null;
}

/**
 * Prolongs nothing; a lower percent than before changes nothing, and what is said again is not written again.
 * Answers with the tasks whose rows were free.
 */
export function progress(reports: readonly ProgressReport[]): Statement {
  const columns = [
    ...leaseColumns(reports),
    reports.map(({ percent }) => percent),
    reports.map(({ message }) => message),
  ];
  return [PROGRESS, columns];
}

const PROGRESS = sql`
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::real[], $4::text[]) AS p(id, token, percent, message)
  ), held AS MATERIALIZED (
    SELECT t.id FROM tasks t JOIN given p ON t.id = p.id AND t.lease_token = p.token
    FOR NO KEY UPDATE OF t SKIP LOCKED
  ), changed AS (
    UPDATE tasks t SET progress_percent = p.percent, progress_message = p.message, updated_at = now_ms()
    FROM held JOIN given p ON p.id = held.id
    WHERE t.id = held.id AND t.progress_percent <= p.percent
      AND (t.progress_percent, t.progress_message) IS DISTINCT FROM (p.percent, p.message)
    RETURNING t.id, t.progress_percent, t.progress_message
  ), event AS (
    INSERT INTO task_events (task_id, event, data)
    SELECT id, 'progress', jsonb_build_object('percent', progress_percent, 'message', progress_message)
    FROM changed
  )
  SELECT id FROM held`;
