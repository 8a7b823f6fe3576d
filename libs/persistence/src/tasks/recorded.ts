/**
 * Statements that follow a transition in the same SQL statement: each names the CTE that holds the changed
 * rows. What they write is atomic with the change, and nothing is written where nothing changed.
 */

/** The attempt that a claim opens. */
export const attemptOpened = (changed: string): string => `
  INSERT INTO task_attempts (task_id, delivery, number, worker_id, started_at)
  SELECT id, delivery, attempts_made, worker_id, started_at FROM ${changed}`;

/**
 * The attempt that a transition out of PROCESSING closes; the CTE also has `outcome` and `attempt_error`.
 * @param settledBy the token of the worker that says so, where it is one
 */
export const attemptClosed = (changed: string, settledBy = 'NULL'): string => `
  UPDATE task_attempts a SET finished_at = now_ms(), outcome = c.outcome, error = c.attempt_error, settled_by = ${settledBy}
  FROM ${changed} c WHERE a.task_id = c.id AND a.delivery = c.delivery`;

/**
 * The events of a claim: a `reset` where the task ran before, as what it wrote then is void, and the
 * `status`.
 */
export const claimEvents = (changed: string): string => `
  INSERT INTO task_events (task_id, event, data)
  SELECT id, event, data FROM (
    SELECT id, 1 AS place, 'reset' AS event, jsonb_build_object('attempt', attempts_made) AS data FROM ${changed} WHERE delivery > 1
    UNION ALL
    SELECT id, 2, 'status', jsonb_build_object('status', status, 'attempt', attempts_made, 'at', iso(now_ms())) FROM ${changed}
  ) AS events ORDER BY id, place`;

/** The `status` event of API.md. */
export const statusEvent = (changed: string): string => `
  INSERT INTO task_events (task_id, event, data)
  SELECT id, 'status', jsonb_strip_nulls(jsonb_build_object(
    'status', status, 'attempt', attempts_made, 'at', iso(now_ms()), 'error', error,
    'runAt', CASE WHEN status = 'PENDING' THEN iso(run_at) END))
  FROM ${changed}`;

/**
 * The event of a webhook, where the task has one and has ended so. It keeps the task as it is now: a retry by
 * hand changes the row.
 */
export const webhookEvent = (changed: string): string => `
  INSERT INTO webhook_deliveries (task_id, host, event, task)
  SELECT c.id, w.host, lower(c.status), to_jsonb(c) - '{outcome,attempt_error,searchText,settled_by}'::text[]
  FROM ${changed} c JOIN task_webhooks w ON w.task_id = c.id
  WHERE lower(c.status) = ANY (w.events)`;
