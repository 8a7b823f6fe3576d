import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { VitalDatabase } from '../connections/pools.js';
import { entityFrom, rowsOf, type Statement } from '../rows.js';
import { type Busy, heartbeat, type LeaseState } from './heartbeat.js';
import { progress, type ProgressReport } from './progress.js';
import { Task } from './task.entity.js';
import { accept, type NewTask } from './transitions/accept.js';
import { cancel } from './transitions/cancel.js';
import { type Claim, claim, claimedBefore, type Claimer } from './transitions/claim.js';
import type { Moved } from './transitions/moved.js';
import { remove } from './transitions/remove.js';
import { retryByHand } from './transitions/retry-by-hand.js';
import { runNow } from './transitions/run-now.js';
import { settle, settledBefore } from './transitions/settle.js';
import { type Lease, type Settlement, type SettlementRow, settlementRow } from './transitions/settlement.js';
import { SUMMARY, WHOLE } from './transitions/transition.js';

/**
 * What a settlement came to: the state in the database, or null where the lease was lost and nothing was
 * written.
 */
export type Settled = Moved | null;

/**
 * The transitions that clients and workers ask for, one method each, each one statement with its condition:
 * it stands in the file of transitions/ that has its name.
 */
@Injectable()
export class TaskRepository {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    private readonly vital: VitalDatabase,
  ) {}

  /** – to PENDING. Answers in the order given; all or none. */
  async accept(given: readonly NewTask[]): Promise<Task[]> {
    const accepted = await this.change(accept(given), this.vital.manager);
    const byId = new Map(accepted.map((task) => [task.id, task]));
    return given.map(({ id }) => byId.get(id) as Task);
  }

  /**
   * PENDING to PROCESSING, for those of the tasks that are due, of a type that the claimer knows, and whose
   * queue may start more; the others are not in the answer, nor are those whose rows are busy.
   */
  claim(claims: readonly Claim[], claimer: Claimer): Promise<Task[]> {
    return this.change(claim(claims, claimer), this.vital.manager);
  }

  /** What claims got whose answers were lost. Those that got nothing are not in the answer. */
  claimedBefore(claims: readonly Claim[]): Promise<Task[]> {
    return this.change(claimedBefore(claims), this.vital.manager);
  }

  /**
   * PROCESSING to whatever each settlement says; the answers are in the order given. The same settlement
   * again gets the same answer.
   */
  async settle(
    settlements: readonly { lease: Lease; settlement: Settlement }[],
  ): Promise<(Settled | Busy)[]> {
    const said = settlements.map(({ lease, settlement }) => settlementRow(lease, settlement));
    const rows = await rowsOf<Moved>(this.vital.manager, ...settle(said));
    const byId = new Map<string, Settled | Busy>(rows.map((row) => [row.id, row]));
    const missing = said.filter(({ id }) => !byId.has(id));
    for (const [id, answer] of await this.settledBefore(missing)) byId.set(id, answer);
    return settlements.map(({ lease }) => byId.get(lease.id) ?? null);
  }

  /**
   * Prolongs leases; answers in the order given. A lease in a busy row lives on as well: it is kept beside
   * the row.
   */
  heartbeat(leases: readonly Lease[], leaseMs: number): Promise<LeaseState[]> {
    return heartbeat(this.vital.manager, leases, leaseMs);
  }

  /**
   * Writes how far tasks are; a lower percent than before and a lost lease change nothing.
   * @returns the reports that were not taken: their rows are busy, or the lease is lost
   */
  async progress(reports: readonly ProgressReport[]): Promise<ProgressReport[]> {
    const rows = await rowsOf<{ id: string }>(this.vital.manager, ...progress(reports));
    const taken = new Set(rows.map(({ id }) => id));
    return reports.filter(({ id }) => !taken.has(id));
  }

  /**
   * PENDING to CANCELLED at once; a PROCESSING task is marked, and its worker told. Null where the task has
   * ended or is not there.
   */
  async cancel(id: string): Promise<Task | null> {
    return (await this.change(cancel([id], WHOLE)))[0] ?? null;
  }

  /**
   * FAILED or CANCELLED to PENDING, with at least one more attempt. Null where it is in another state or not
   * there.
   */
  async retryByHand(id: string): Promise<Task | null> {
    return (await this.change(retryByHand([id], WHOLE)))[0] ?? null;
  }

  /**
   * PENDING for a later time to PENDING and due. Null where it is due already, expired, in another state or
   * not there.
   */
  async runNow(id: string): Promise<Task | null> {
    return (await this.change(runNow(id)))[0] ?? null;
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
    return rowsOf(manager, ...cancel(ids, SUMMARY));
  }

  /** As retryByHand, likewise. */
  retryAllByHand(ids: readonly string[], manager = this.tasks.manager): Promise<Moved[]> {
    return rowsOf(manager, ...retryByHand(ids, SUMMARY));
  }

  /** As deleteEnded, likewise; answers with the tasks as they were. */
  deleteAllEnded(ids: readonly string[], manager = this.tasks.manager): Promise<Moved[]> {
    return rowsOf(manager, ...remove(ids));
  }

  private async settledBefore(said: readonly SettlementRow[]): Promise<[string, Settled | Busy][]> {
    if (said.length === 0) return [];
    const rows = await rowsOf<Moved & { busy: boolean }>(this.vital.manager, ...settledBefore(said));
    return rows.map(({ busy, ...moved }) => [moved.id, busy ? 'busy' : moved]);
  }

  private async change(statement: Statement, manager: EntityManager = this.tasks.manager): Promise<Task[]> {
    const rows = await rowsOf<Record<string, unknown>>(manager, ...statement);
    return rows.map((row) => entityFrom<Task>(this.tasks.metadata, row));
  }
}
