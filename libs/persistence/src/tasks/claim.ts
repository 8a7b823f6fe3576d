import { attemptOpened, claimEvents } from './recorded.js';
import { fromStatus } from './task-state.js';

/** A delivery that a worker wants to run, under a token of its own choice. */
export interface Claim {
  readonly id: string;
  readonly delivery: number;
  /** A new UUID; the same one when the claim is asked for again because its answer was lost. */
  readonly token: string;
}

/** Who claims. */
export interface Claimer {
  readonly workerId: string;
  /** The types that it has handlers for. */
  readonly types: readonly string[];
  readonly leaseMs: number;
}

/**
 * $1 to $3 are ids, deliveries and tokens. A claim names its delivery, which grows with it: one that arrives
 * late, or again, finds the row moved on, and takes it from nobody. The status is an expression here, which
 * no index fits. After a sudden backlog the planner still believes that few tasks are PENDING, and would look
 * through all of them for the ids.
 */
export const CLAIM = `
  WITH held AS MATERIALIZED (
    SELECT t.id, given.token FROM unnest($1::uuid[], $2::int[], $3::uuid[]) AS given(id, delivery, token) JOIN tasks t ON t.id = given.id
    WHERE t.id = ANY((SELECT claimable($1::uuid[]))::uuid[]) AND t.delivery = given.delivery AND t.status || '' ${fromStatus('claim')}
      AND t.type = ANY($5::text[]) AND t.due_at <= now() AND (t.expires_at IS NULL OR t.expires_at > now())
    FOR NO KEY UPDATE OF t SKIP LOCKED
  ), claimed AS (
    UPDATE tasks t SET
      status = 'PROCESSING', lease_token = held.token, lease_expires_at = clock_timestamp() + $6::float8 * interval '1 ms',
      attempts_made = attempts_made + 1, delivery = delivery + 1, worker_id = $4, started_at = now_ms(),
      due_at = CASE WHEN given_back_as = delivery THEN first_due_at ELSE due_at END, given_back_as = NULL,
      updated_at = now_ms(), dispatched_at = NULL, error = NULL, progress_percent = 0, progress_message = NULL
    FROM held WHERE t.id = held.id
    RETURNING t.*
  ), attempt AS (${attemptOpened('claimed')}
  ), event AS (${claimEvents('claimed')}
  )
  SELECT * FROM claimed`;

/**
 * What earlier claims got: $1 are ids, $2 the tokens. Waits for nobody; a claim that is not committed yet is
 * not seen.
 */
export const CLAIMED = `
  SELECT t.* FROM unnest($1::uuid[], $2::uuid[]) AS given(id, token) JOIN tasks t ON t.id = given.id AND t.lease_token = given.token`;
