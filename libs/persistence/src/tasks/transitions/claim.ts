import type { Statement } from '../../rows.js';
import { sql } from '../../sql.js';
import { fromStatus } from '../task-state.js';
import { attemptOpened, claimEvents } from './follows.js';
import { transition, WHOLE } from './transition.js';

/** A delivery that a worker wants to run, under a token of its own choice. */
export interface Claim {
  readonly id: string;
  readonly delivery: number;
  /** A new UUID; the same one when the claim is asked for again because its answer was lost. */
  readonly token: string;
  /** For whom, where claims of several workers come together; else for the claimer. */
  readonly worker?: string;
}

/** Who claims. */
export interface Claimer {
  /** For whom, unless the claims say it. */
  readonly workerId?: string;
  /** The types that it has handlers for. */
  readonly types: readonly string[];
  readonly leaseMs: number;
}

/**
 * PENDING to PROCESSING. What must be true for it is CLAIMABLE, and MAY_START_MORE of its queue. Answers with
 * the tasks that were claimed.
 */
export function claim(claims: readonly Claim[], { workerId, types, leaseMs }: Claimer): Statement {
  const workers = claims.map((one) => one.worker ?? workerId);
  return [CLAIM, [...columnsOf(claims), workers, types, leaseMs]];
}

/**
 * What earlier claims got whose answers were lost. Waits for nobody; a claim that is not committed yet is not
 * seen.
 */
export function claimedBefore(claims: readonly Claim[]): Statement {
  const [ids, , tokens] = columnsOf(claims);
  return [CLAIMED, [ids, tokens]];
}

function columnsOf(claims: readonly Claim[]): [ids: string[], deliveries: number[], tokens: string[]] {
  return [
    claims.map(({ id }) => id),
    claims.map(({ delivery }) => delivery),
    claims.map(({ token }) => token),
  ];
}

/**
 * Its queue is not paused, and has fewer tasks running than its total concurrency: of more than may start,
 * those of high priority, then those that were due first (docs/decisions/0006). Neither can be a condition of
 * the claim itself. A statement sees what was committed when it began, and not what another claim, or a
 * pause, has changed before it let go of the lock that this one waited for. So it is the function `claimable`
 * of migration 500, which locks and then looks anew. Processes of earlier versions call it beside ours, and
 * all must lock the same: a change of it is a function of a new name that takes the same locks.
 */
const MAY_START_MORE = sql`t.id = ANY((SELECT claimable($1::uuid[]))::uuid[])`;

/**
 * A claim names its delivery, which grows with it: one that arrives late, or again, finds the row moved on,
 * and takes it from nobody. The status is an expression here, which no index fits. After a sudden backlog the
 * planner still believes that few tasks are PENDING, and would look through all of them for the ids.
 */
const CLAIMABLE = sql`
      t.delivery = given.delivery AND t.status || '' ${fromStatus('claim')} AND t.type = ANY($5::text[])
      AND t.due_at <= now() AND (t.expires_at IS NULL OR t.expires_at > now())`;

/** $1 to $4 are ids, deliveries, tokens and workers, $5 their types, $6 for how many ms. */
const MOVED = sql`
  held AS MATERIALIZED (
    SELECT t.id, given.token, given.worker
    FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[]) AS given(id, delivery, token, worker)
      JOIN tasks t ON t.id = given.id
    WHERE ${MAY_START_MORE} AND ${CLAIMABLE}
    FOR NO KEY UPDATE OF t SKIP LOCKED
  ), moved AS (
    UPDATE tasks t SET
      status = 'PROCESSING', worker_id = held.worker, started_at = now_ms(),
      lease_token = held.token, lease_expires_at = clock_timestamp() + $6::float8 * interval '1 ms',
      attempts_made = attempts_made + 1, delivery = delivery + 1,
      due_at = CASE WHEN given_back_as = delivery THEN first_due_at ELSE due_at END, given_back_as = NULL,
      updated_at = now_ms(), dispatched_at = NULL, error = NULL, progress_percent = 0, progress_message = NULL
    FROM held WHERE t.id = held.id
    RETURNING t.*
  )`;

const CLAIM = transition(MOVED, [attemptOpened(), claimEvents()], WHOLE);

const CLAIMED = sql`
  SELECT t.* FROM unnest($1::uuid[], $2::uuid[]) AS given(id, token)
    JOIN tasks t ON t.id = given.id AND t.lease_token = given.token`;
