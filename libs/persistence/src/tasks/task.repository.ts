import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { answeredWithin } from '../connections/answer-limit.js';
import { VitalDatabase } from '../connections/pools.js';
import { entityFrom, rowsOf } from '../rows.js';
import { ACCEPT, type NewTask } from './accept.js';
import { type Claim, CLAIM, CLAIMED, type Claimer } from './claim.js';
import { BUSY, HEARTBEAT, PROGRESS } from './heartbeat.js';
import { statusEvent, webhookEvent } from './recorded.js';
import {
  type Lease,
  SETTLE,
  SETTLED_BEFORE,
  type Settlement,
  type SettlementRow,
  settlementRow,
} from './settle.js';
import type { Moved } from './moved.js';
import { Task } from './task.entity.js';
import { fromStatus } from './task-state.js';

/**
 * What a settlement came to: the state in the database, or null where the lease was lost and nothing was
 * written.
 */
export type Settled = Moved | null;

/** The row is held by somebody else at the moment, and nothing was written: ask again. */
export type Busy = 'busy';

/**
 * What a heartbeat brought back for a task: still ours, ours with a cancel request, ours in a row that is
 * busy, or no longer ours.
 */
export type LeaseState = 'held' | 'cancelling' | Busy | 'lost';

export interface ProgressReport extends Lease {
  readonly percent: number;
  readonly message: string | null;
}

const SHORTEST_HEARTBEAT_MS = 1_000;
const LONGEST_HEARTBEAT_MS = 5_000;

/**
 * The transitions that clients and workers ask for, one method each, each one statement with its condition.
 */
@Injectable()
export class TaskRepository {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    private readonly vital: VitalDatabase,
  ) {}

  /** – to PENDING. Answers in the order given; all or none. */
  async accept(given: readonly NewTask[]): Promise<Task[]> {
    const accepted = await this.change(ACCEPT, [JSON.stringify(given)], this.vital.manager);
    const byId = new Map(accepted.map((task) => [task.id, task]));
    return given.map(({ id }) => byId.get(id) as Task);
  }

  /**
   * PENDING to PROCESSING, for those of the tasks that are due, of a type that the claimer knows, and whose
   * queue may start more; the others are not in the answer, nor are those whose rows are busy.
   */
  claim(claims: readonly Claim[], { workerId, types, leaseMs }: Claimer): Promise<Task[]> {
    const columns = [
      claims.map(({ id }) => id),
      claims.map(({ delivery }) => delivery),
      claims.map(({ token }) => token),
    ];
    return this.change(CLAIM, [...columns, workerId, types, leaseMs], this.vital.manager);
  }

  /** What claims got whose answers were lost. Those that got nothing are not in the answer. */
  claimedBefore(claims: readonly Claim[]): Promise<Task[]> {
    return this.change(
      CLAIMED,
      [claims.map(({ id }) => id), claims.map(({ token }) => token)],
      this.vital.manager,
    );
  }

  /**
   * PROCESSING to whatever each settlement says; the answers are in the order given. The same settlement
   * again gets the same answer.
   */
  async settle(
    settlements: readonly { lease: Lease; settlement: Settlement }[],
  ): Promise<(Settled | Busy)[]> {
    const said = settlements.map(({ lease, settlement }) => settlementRow(lease, settlement));
    const rows = await rowsOf<Moved>(this.vital.manager, SETTLE, [
      JSON.stringify(said),
      said.map(({ id }) => id),
    ]);
    const byId = new Map<string, Settled | Busy>(rows.map((row) => [row.id, row]));
    const missing = said.filter(({ id }) => !byId.has(id));
    for (const [id, answer] of await this.settledBefore(missing)) byId.set(id, answer);
    return settlements.map(({ lease }) => byId.get(lease.id) ?? null);
  }

  /**
   * Prolongs leases; answers in the order given. A lease in a busy row lives on as well: it is kept beside
   * the row.
   */
  async heartbeat(leases: readonly Lease[], leaseMs: number): Promise<LeaseState[]> {
    const states = new Map(await this.beat(HEARTBEAT, 'held', leases, leaseMs));
    const missing = leases.filter(({ id }) => !states.has(id));
    for (const [id, state] of await this.beat(BUSY, 'busy', missing, leaseMs)) states.set(id, state);
    return leases.map(({ id }) => states.get(id) ?? 'lost');
  }

  /**
   * Writes how far tasks are; a lower percent than before and a lost lease change nothing.
   * @returns the reports that were not taken: their rows are busy, or the lease is lost
   */
  async progress(reports: readonly ProgressReport[]): Promise<ProgressReport[]> {
    const columns = [
      ...leaseColumns(reports),
      reports.map(({ percent }) => percent),
      reports.map(({ message }) => message),
    ];
    const rows = await rowsOf<{ id: string }>(this.vital.manager, PROGRESS, columns);
    const taken = new Set(rows.map(({ id }) => id));
    return reports.filter(({ id }) => !taken.has(id));
  }

  /**
   * PENDING to CANCELLED at once; a PROCESSING task is marked, and its worker told. Null where the task has
   * ended or is not there.
   */
  async cancel(id: string): Promise<Task | null> {
    return (await this.change(cancelSql('changed.*'), [[id]]))[0] ?? null;
  }

  /**
   * FAILED or CANCELLED to PENDING, with at least one more attempt. Null where it is in another state or not
   * there.
   */
  async retryByHand(id: string): Promise<Task | null> {
    return (await this.change(retrySql('*'), [[id]]))[0] ?? null;
  }

  /**
   * PENDING for a later time to PENDING and due. Null where it is due already, expired, in another state or
   * not there.
   */
  async runNow(id: string): Promise<Task | null> {
    return (await this.change(RUN_NOW, [id]))[0] ?? null;
  }

  /** Removes an ended task with all that belongs to it. False where it has not ended or is not there. */
  async deleteEnded(id: string): Promise<boolean> {
    return (await this.deleteAllEnded([id])).length > 0;
  }

  /**
   * As cancel, in the caller's transaction where there is one. Those whose state does not allow it are not in
   * the answer.
   */
  cancelAll(ids: readonly string[], manager = this.tasks.manager): Promise<Moved[]> {
    return rowsOf(manager, cancelSql(CHANGED), [ids]);
  }

  /** As retryByHand, likewise. */
  retryAllByHand(ids: readonly string[], manager = this.tasks.manager): Promise<Moved[]> {
    return rowsOf(manager, retrySql(CHANGED), [ids]);
  }

  /** As deleteEnded, likewise; answers with the tasks as they were. */
  deleteAllEnded(ids: readonly string[], manager = this.tasks.manager): Promise<Moved[]> {
    return rowsOf(manager, DELETE_ENDED, [ids]);
  }

  private async beat(
    sql: string,
    state: LeaseState,
    leases: readonly Lease[],
    leaseMs: number,
  ): Promise<[string, LeaseState][]> {
    if (leases.length === 0) return [];
    const rows = await answeredWithin(heartbeatLimitMs(leaseMs), () =>
      rowsOf<{ id: string; cancelling: boolean }>(this.vital.manager, sql, [
        ...leaseColumns(leases),
        leaseMs,
      ]),
    );
    return rows.map(({ id, cancelling }) => [id, cancelling ? 'cancelling' : state]);
  }

  private async settledBefore(said: readonly SettlementRow[]): Promise<[string, Settled | Busy][]> {
    if (said.length === 0) return [];
    const columns = [
      said.map(({ id }) => id),
      said.map(({ token }) => token),
      said.map(({ status }) => status),
      said.map(({ outcome }) => outcome),
    ];
    const rows = await rowsOf<Moved & { busy: boolean }>(this.vital.manager, SETTLED_BEFORE, columns);
    return rows.map(({ busy, ...moved }) => [moved.id, busy ? 'busy' : moved]);
  }

  private async change(
    sql: string,
    parameters: readonly unknown[],
    manager = this.tasks.manager,
  ): Promise<Task[]> {
    const rows = await rowsOf<Record<string, unknown>>(manager, sql, parameters);
    return rows.map((row) => entityFrom<Task>(this.tasks.metadata, row));
  }
}

/** Short enough for another one, on another connection, while the lease lasts. */
function heartbeatLimitMs(leaseMs: number): number {
  return Math.min(Math.max(leaseMs / 4, SHORTEST_HEARTBEAT_MS), LONGEST_HEARTBEAT_MS);
}

function leaseColumns(leases: readonly Lease[]): [string[], string[]] {
  return [leases.map(({ id }) => id), leases.map(({ leaseToken }) => leaseToken)];
}

/** Of many that are changed at once: their inputs and results together may be of any size. */
const CHANGED = 'id, type, queue, status';

// `told` is selected at the end since the planner leaves out a CTE, and a join, that nobody reads.
const cancelSql = (columns: string): string => `
  WITH held AS MATERIALIZED (
    SELECT id FROM tasks WHERE id = ANY($1::uuid[]) AND status ${fromStatus('cancel')} ORDER BY id FOR NO KEY UPDATE
  ), changed AS (
    UPDATE tasks SET
      status = CASE status WHEN 'PENDING' THEN 'CANCELLED' ELSE status END,
      finished_at = CASE status WHEN 'PENDING' THEN now_ms() END,
      cancel_requested_at = coalesce(cancel_requested_at, now_ms()),
      error = NULL, dispatched_at = NULL, updated_at = now_ms()
    WHERE id IN (SELECT id FROM held) AND status ${fromStatus('cancel')}
    RETURNING *
  ), told AS (
    SELECT pg_notify('task_cancel', string_agg(id::text, ',')) FROM changed WHERE status = 'PROCESSING' HAVING count(*) > 0
  ), ended AS (
    SELECT * FROM changed WHERE status = 'CANCELLED'
  ), event AS (${statusEvent('ended')}
  ), webhook AS (${webhookEvent('ended')}
  )
  SELECT ${columns}, (SELECT count(*) FROM told) AS told FROM changed`;

const retrySql = (columns: string): string => `
  WITH changed AS (
    UPDATE tasks SET
      status = 'PENDING', due_at = now_ms(), run_at = NULL, finished_at = NULL, cancel_requested_at = NULL, dispatched_at = NULL,
      delivery = delivery + 1, retries_by_hand = retries_by_hand + 1, attempts_max = greatest(attempts_max, attempts_made + 1), error = NULL,
      expires_at = CASE WHEN expires_at > now() THEN expires_at END,
      progress_percent = 0, progress_message = NULL, updated_at = now_ms()
    WHERE id = ANY($1::uuid[]) AND status ${fromStatus('retryByHand')}
    RETURNING *
  ), event AS (${statusEvent('changed')}
  )
  SELECT ${columns} FROM changed`;

// What is due already has perhaps been dispatched: it is left alone, so that no delivery of it goes out
// twice.
const RUN_NOW = `
  WITH changed AS (
    UPDATE tasks SET run_at = now_ms(), due_at = now_ms(), given_back_as = NULL, dispatched_at = NULL, updated_at = now_ms()
    WHERE id = $1 AND status ${fromStatus('runNow')} AND due_at > now() AND (expires_at IS NULL OR expires_at > now())
    RETURNING *
  ), event AS (${statusEvent('changed')}
  )
  SELECT * FROM changed`;

const DELETE_ENDED = `
  DELETE FROM tasks WHERE id = ANY($1::uuid[]) AND status ${fromStatus('remove')} RETURNING ${CHANGED}`;
