import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SlowDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { isLockTimeout } from '../database-errors.js';
import { sql } from '../sql.js';
import { inTransaction, TRANSACTION_LIMITS } from '../transaction.js';
import { withoutHeldParts } from './task-parts.js';
import type { Moved } from './transitions/moved.js';
import { remove } from './transitions/remove.js';

/** Serialises removal over all processes; any number will do that nobody else uses. */
const REMOVAL_LOCK = 4_811_520_410;

/** What a part of a task is waited for before it is looked which parts are held. */
const LONGEST_LOCK_WAIT_MS = 500;

/** What a batch came to. */
export interface Removal {
  readonly removed: number;
  /** Where the next batch goes on; null where nothing was left. */
  readonly last: RemovalPosition | null;
}

/** The last task that a batch looked at. What was passed is left for the next pass. */
export interface RemovalPosition {
  /** As PostgreSQL writes it. */
  readonly finishedAt: string;
  readonly id: string;
}

const START: RemovalPosition = { finishedAt: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/** Removes what has been kept long enough, in bounded batches. */
@Injectable()
export class TaskRetentionRepository {
  constructor(private readonly slow: SlowDatabase) {}

  /**
   * Removes tasks that ended longer ago than keepMs, those that ended first before others, with all that
   * belongs to them: attempts, events, text, webhook deliveries and references to files. A task of which
   * somebody else holds a part is left, once that was noticed: to look for such parts takes longer than to
   * remove the tasks.
   * @param limit tasks at most; none while another process removes
   */
  async removeEnded(keepMs: number, limit: number, after: RemovalPosition = START): Promise<Removal> {
    const batch: Batch = [keepMs, limit, after.finishedAt, after.id];
    try {
      return await this.remove(batch, async (ids) => ids);
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      return this.remove(batch, withoutHeldParts);
    }
  }

  private remove(
    batch: Batch,
    free: (ids: readonly string[], manager: EntityManager) => Promise<readonly string[]>,
  ): Promise<Removal> {
    return inTransaction(
      this.slow.manager,
      async (manager) => {
        const old = await rowsOf<RemovalPosition>(manager, OLD, batch);
        const last = old.length === batch[1] ? (old.at(-1) ?? null) : null;
        if (old.length === 0) return { removed: 0, last };
        const ids = await free(
          old.map(({ id }) => id),
          manager,
        );
        const removed = await rowsOf<Moved>(manager, ...remove(ids));
        return { removed: removed.length, last };
      },
      { ...TRANSACTION_LIMITS, lockWaitMs: LONGEST_LOCK_WAIT_MS },
    );
  }
}

type Batch = readonly [keepMs: number, limit: number, finishedAt: string, id: string];

// One process at a time, so that more processes do not mean more load. A webhook that is still to be
// delivered, or is tried again, keeps its task; a task that is changed just now is left for the next pass.
const OLD = sql`
  SELECT finished_at::text AS "finishedAt", id FROM tasks
  WHERE (SELECT pg_try_advisory_xact_lock(${REMOVAL_LOCK}))
    AND finished_at < now() - $1::float8 * interval '1 ms' AND (finished_at, id) > ($3::timestamptz, $4::uuid)
    AND NOT EXISTS (SELECT FROM webhook_deliveries d WHERE d.task_id = tasks.id
      AND d.status IN ('pending', 'sealed'))
  ORDER BY tasks.finished_at, id LIMIT $2 FOR UPDATE SKIP LOCKED`;
