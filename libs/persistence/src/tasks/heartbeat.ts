import type { EntityManager } from 'typeorm';
import { answeredWithin } from '../connections/answer-limit.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import type { Lease } from './transitions/settlement.js';

/** The row is held by somebody else at the moment, and nothing was written: ask again. */
export type Busy = 'busy';

/**
 * What a heartbeat brought back for a task: still ours, ours with a cancel request, ours in a row that is
 * busy, or no longer ours.
 */
export type LeaseState = 'held' | 'cancelling' | Busy | 'lost';

const SHORTEST_HEARTBEAT_MS = 1_000;
const LONGEST_HEARTBEAT_MS = 5_000;

/**
 * Prolongs leases; answers in the order given. A lease in a busy row lives on as well: it is kept beside the
 * row.
 */
export async function heartbeat(
  manager: EntityManager,
  leases: readonly Lease[],
  leaseMs: number,
): Promise<LeaseState[]> {
  // by id and token: who has lost a task may ask beside the one who has it now, or one may ask twice
  const asked = [...new Map(leases.map((lease) => [keyOf(lease), lease])).values()];
  const states = new Map(await beat(manager, HEARTBEAT, 'held', asked, leaseMs));
  const missing = asked.filter((lease) => !states.has(keyOf(lease)));
  for (const [key, state] of await beat(manager, BUSY, 'busy', missing, leaseMs)) states.set(key, state);
  return leases.map((lease) => states.get(keyOf(lease)) ?? 'lost');
}

function keyOf({ id, leaseToken }: Lease): string {
  return `${id} ${leaseToken}`;
}

async function beat(
  manager: EntityManager,
  statement: string,
  state: LeaseState,
  leases: readonly Lease[],
  leaseMs: number,
): Promise<[string, LeaseState][]> {
  if (leases.length === 0) return [];
  const parameters = [...leaseColumns(leases), leaseMs];
  const rows = await answeredWithin(limitMs(leaseMs), () =>
    rowsOf<Lease & { cancelling: boolean }>(manager, statement, parameters),
  );
  return rows.map(({ cancelling, ...lease }) => [keyOf(lease), cancelling ? 'cancelling' : state]);
}

/** Short enough for another one, on another connection, while the lease lasts. */
function limitMs(leaseMs: number): number {
  return Math.min(Math.max(leaseMs / 4, SHORTEST_HEARTBEAT_MS), LONGEST_HEARTBEAT_MS);
}

export function leaseColumns(leases: readonly Lease[]): [ids: string[], tokens: string[]] {
  return [leases.map(({ id }) => id), leases.map(({ leaseToken }) => leaseToken)];
}

/**
 * $1 are ids, $2 the tokens, $3 for how many ms. A row that somebody else holds is not waited for, and is not
 * in the answer; see BUSY.
 */
const HEARTBEAT = sql`
  WITH held AS MATERIALIZED (
    SELECT t.id FROM tasks t JOIN unnest($1::uuid[], $2::uuid[]) AS given(id, token)
      ON t.id = given.id AND t.lease_token = given.token
    FOR NO KEY UPDATE OF t SKIP LOCKED
  )
  UPDATE tasks t SET lease_expires_at = clock_timestamp() + $3::float8 * interval '1 ms'
  FROM held WHERE t.id = held.id
  RETURNING t.id, t.lease_token AS "leaseToken", t.cancel_requested_at IS NOT NULL AS cancelling`;

/**
 * Leases that are still the caller's although their rows are held by somebody else. What cannot be written
 * into the row is written beside it, where the reclaim looks too.
 */
const BUSY = sql`
  WITH busy AS MATERIALIZED (
    SELECT t.id, given.token, t.cancel_requested_at IS NOT NULL AS cancelling
    FROM unnest($1::uuid[], $2::uuid[]) AS given(id, token)
      JOIN tasks t ON t.id = given.id AND t.lease_token = given.token
  ), kept AS (
    INSERT INTO busy_leases (token, until)
    SELECT token, clock_timestamp() + $3::float8 * interval '1 ms' FROM busy
    ON CONFLICT (token) DO UPDATE SET until = excluded.until
  )
  SELECT id, token AS "leaseToken", cancelling FROM busy`;
