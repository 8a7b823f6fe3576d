/**
 * $1 are ids, $2 the tokens. A row that somebody else holds is not waited for, and is not in the answer; see
 * BUSY.
 */
export const HEARTBEAT = `
  WITH held AS MATERIALIZED (
    SELECT t.id FROM tasks t JOIN unnest($1::uuid[], $2::uuid[]) AS given(id, token) ON t.id = given.id AND t.lease_token = given.token
    FOR NO KEY UPDATE OF t SKIP LOCKED
  )
  UPDATE tasks t SET lease_expires_at = clock_timestamp() + $3::float8 * interval '1 ms'
  FROM held WHERE t.id = held.id
  RETURNING t.id, t.cancel_requested_at IS NOT NULL AS cancelling`;

/**
 * Leases that are still the caller's although their rows are held by somebody else. What cannot be written
 * into the row is written beside it, where the reclaim looks too.
 */
export const BUSY = `
  WITH busy AS MATERIALIZED (
    SELECT t.id, given.token, t.cancel_requested_at IS NOT NULL AS cancelling
    FROM unnest($1::uuid[], $2::uuid[]) AS given(id, token) JOIN tasks t ON t.id = given.id AND t.lease_token = given.token
  ), kept AS (
    INSERT INTO busy_leases (token, until) SELECT token, clock_timestamp() + $3::float8 * interval '1 ms' FROM busy
    ON CONFLICT (token) DO UPDATE SET until = excluded.until
  )
  SELECT id, cancelling FROM busy`;

/**
 * Prolongs nothing; a lower percent than before changes nothing. Answers with the tasks whose rows were free.
 */
export const PROGRESS = `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::real[], $4::text[]) AS p(id, token, percent, message)
  ), held AS MATERIALIZED (
    SELECT t.id FROM tasks t JOIN given p ON t.id = p.id AND t.lease_token = p.token FOR NO KEY UPDATE OF t SKIP LOCKED
  ), changed AS (
    UPDATE tasks t SET progress_percent = p.percent, progress_message = p.message, updated_at = now_ms()
    FROM held JOIN given p ON p.id = held.id
    WHERE t.id = held.id AND t.progress_percent <= p.percent
    RETURNING t.id, t.progress_percent, t.progress_message
  ), event AS (
    INSERT INTO task_events (task_id, event, data)
    SELECT id, 'progress', jsonb_build_object('percent', progress_percent, 'message', progress_message) FROM changed
  )
  SELECT id FROM held`;
