import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SlowDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { inTransaction } from '../transaction.js';
import { withoutHeldParts } from '../tasks/task-parts.js';
import { FilterSql } from '../tasks/task-filter.js';
import type { Moved } from '../tasks/transitions/moved.js';
import { TaskRepository } from '../tasks/task.repository.js';
import { hasEnded, type TaskStatus } from '../tasks/task-state.js';
import { BULK_ACTION_COLUMNS, type BulkAction, type BulkActionName } from './bulk-action.js';
import { knownFilter } from './stored-filter.js';

/** What one batch of a bulk action came to. */
export interface BulkBatch {
  readonly action: BulkActionName;
  /** The tasks that were changed, as they now are. */
  readonly changed: readonly Moved[];
}

/** A batch failed and was rolled back. */
export class BulkBatchFailed extends Error {
  override readonly name = 'BulkBatchFailed';
  readonly code = 'bulk_batch_failed';

  constructor(
    readonly actionId: string,
    cause: unknown,
  ) {
    super('A batch of a bulk action failed; it is tried again.', { cause });
  }
}

interface Running extends BulkAction {
  readonly positionCreatedAt: Date | null;
  readonly positionId: string | null;
  /** Tasks that were passed because somebody else held them; they are tried again at the end. */
  readonly leftOver: readonly string[];
}

/** With so many left over they are tried again before more are passed. */
const MOST_LEFT_OVER = 1_000;
/** Before what is left over is tried again, where all of it is still held. */
const LEFT_OVER_PAUSE_MS = 1_000;

/** Does bulk actions, batch by batch. */
@Injectable()
export class BulkBatchRepository {
  constructor(
    private readonly slow: SlowDatabase,
    private readonly tasks: TaskRepository,
  ) {}

  /**
   * Does one batch of some running action that no other process is at; the batch and its progress are
   * committed together.
   * @returns null where there is nothing to do
   * @throws BulkBatchFailed
   */
  advance(limit: number): Promise<BulkBatch | null> {
    return inTransaction(this.slow.manager, async (manager) => {
      const [running] = await rowsOf<Running>(manager, NEXT, []);
      if (!running) return null;
      try {
        return await this.batch(running, limit, manager);
      } catch (error) {
        throw new BulkBatchFailed(running.id, error);
      }
    });
  }

  private async batch(running: Running, limit: number, manager: EntityManager): Promise<BulkBatch> {
    const page = await this.page(running, limit, manager);
    const ids = [...namesOf(page.found), ...page.again];
    const { free, busy } = await this.hold(running.action, ids, manager);
    const changed = free.length > 0 ? await this.apply(running.action, namesOf(free), manager) : [];
    const done = changed.length + alreadySo(running.action, free);
    const leftOver = [...page.kept, ...busy];
    await this.keep(running, manager, {
      done,
      failed: ids.length - busy.length - done,
      last: page.found.at(-1) ?? null,
      isEnd: page.isLast && leftOver.length === 0,
      leftOver,
      pauseMs: free.length === 0 && leftOver.length > 0 ? LEFT_OVER_PAUSE_MS : 0,
    });
    return { action: running.action, changed };
  }

  /**
   * What comes next: more tasks, at their end those that were left over, and these alone where there are
   * many.
   */
  private async page(running: Running, limit: number, manager: EntityManager): Promise<Page> {
    const { leftOver } = running;
    if (leftOver.length >= MOST_LEFT_OVER) return { found: [], again: leftOver, kept: [], isLast: false };
    const found = await this.next(running, limit, manager);
    const isLast = found.length < limit;
    return { found, isLast, again: isLast ? leftOver : [], kept: isLast ? [] : leftOver };
  }

  private async keep({ id }: Running, manager: EntityManager, progress: Progress): Promise<void> {
    const { done, failed, last, isEnd, leftOver, pauseMs } = progress;
    await rowsOf(manager, ADVANCE, [
      id,
      done,
      failed,
      last?.createdAt ?? null,
      last?.id ?? null,
      isEnd,
      leftOver,
      pauseMs,
    ]);
  }

  /** Locks those that nobody else holds. What is gone is neither free nor busy. */
  private async hold(
    action: BulkActionName,
    ids: readonly string[],
    manager: EntityManager,
  ): Promise<{ free: Held[]; busy: string[] }> {
    if (ids.length === 0) return { free: [], busy: [] };
    const free = await this.lock(action, ids, manager);
    if (free.length === ids.length) return { free, busy: [] };
    const there = await rowsOf<{ id: string }>(manager, 'SELECT id FROM tasks WHERE id = ANY($1::uuid[])', [
      ids,
    ]);
    const held = new Set(namesOf(free));
    return { free, busy: namesOf(there).filter((id) => !held.has(id)) };
  }

  private async lock(
    action: BulkActionName,
    ids: readonly string[],
    manager: EntityManager,
  ): Promise<Held[]> {
    const locked = await rowsOf<Held>(manager, HOLD(action), [ids]);
    if (action !== 'delete') return locked;
    const ended = locked.filter(({ status }) => hasEnded(status));
    const free = new Set(await withoutHeldParts(namesOf(ended), manager));
    return locked.filter(({ id, status }) => free.has(id) || !hasEnded(status));
  }

  /** The next tasks in the order of GET /tasks, those only that were there when the action began. */
  private next(
    { filter, createdAt, positionCreatedAt, positionId }: Running,
    limit: number,
    manager: EntityManager,
  ): Promise<Found[]> {
    const narrowed = new FilterSql(knownFilter(filter)).and('t.created_at <= ?', createdAt);
    if (positionId) narrowed.and('(t.created_at, t.id) < (?, ?)', positionCreatedAt, positionId);
    const select = sql`SELECT t.id, t.created_at AS "createdAt" FROM tasks t ${narrowed.where}`;
    return rowsOf(
      manager,
      sql`${select} ORDER BY t.created_at DESC, t.id DESC LIMIT ${Number(limit)}`,
      narrowed.parameters,
    );
  }

  private apply(action: BulkActionName, ids: readonly string[], manager: EntityManager): Promise<Moved[]> {
    switch (action) {
      case 'cancel':
        return this.tasks.cancelAll(ids, manager);
      case 'retry':
        return this.tasks.retryAllByHand(ids, manager);
      case 'delete':
        return this.tasks.deleteAllEnded(ids, manager);
    }
  }
}

interface Found {
  readonly id: string;
  readonly createdAt: Date;
}

interface Held {
  readonly id: string;
  readonly status: TaskStatus;
}

interface Page {
  readonly found: readonly Found[];
  /** What was left over, and is tried again now. */
  readonly again: readonly string[];
  /** What was left over, and stays so. */
  readonly kept: readonly string[];
  readonly isLast: boolean;
}

interface Progress {
  readonly done: number;
  readonly failed: number;
  readonly last: Found | null;
  readonly isEnd: boolean;
  readonly leftOver: readonly string[];
  readonly pauseMs: number;
}

/** Tasks that are cancelled before they are to be. */
function alreadySo(action: BulkActionName, free: readonly Held[]): number {
  return action === 'cancel' ? free.filter(({ status }) => status === 'CANCELLED').length : 0;
}

function namesOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

// The one that was left alone for longest, so that a long action does not hold up a short one.
const NEXT = sql`
  SELECT ${BULK_ACTION_COLUMNS}, position_created_at AS "positionCreatedAt", position_id AS "positionId",
    left_over AS "leftOver"
  FROM bulk_actions WHERE status = 'RUNNING' AND (wait_until IS NULL OR wait_until <= now())
  ORDER BY updated_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

const HOLD = (action: BulkActionName): string => sql`
  SELECT id, status FROM tasks
  WHERE id = ANY($1::uuid[]) FOR ${action === 'delete' ? 'UPDATE' : 'NO KEY UPDATE'} SKIP LOCKED`;

const ADVANCE = sql`
  UPDATE bulk_actions SET
    done = done + $2::int, failed = failed + $3::int,
    matched = greatest(matched, done + failed + $2::int + $3::int),
    position_created_at = coalesce($4::timestamptz, position_created_at),
    position_id = coalesce($5::uuid, position_id),
    status = CASE WHEN $6::boolean THEN 'COMPLETED' ELSE status END,
    finished_at = CASE WHEN $6::boolean THEN now_ms() END,
    left_over = $7::uuid[],
    wait_until = CASE WHEN $8::float8 > 0 THEN clock_timestamp() + $8::float8 * interval '1 ms' END,
    errors_in_a_row = 0, updated_at = clock_timestamp()
  WHERE id = $1`;
