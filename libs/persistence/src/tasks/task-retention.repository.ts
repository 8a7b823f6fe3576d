import { Injectable } from '@nestjs/common';
import { SlowDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';

/** Serialises removal over all processes; any number will do that nobody else uses. */
const REMOVAL_LOCK = 4_811_520_410;

/** Removes what has been kept long enough, in bounded batches. */
@Injectable()
export class TaskRetentionRepository {
  constructor(private readonly slow: SlowDatabase) {}

  /**
   * Removes tasks that ended longer ago than keepMs, those that ended first before others, with all that belongs to them:
   * attempts, events, text, webhook deliveries and references to files.
   * @returns how many, at most limit; 0 also while another process removes
   */
  async removeEnded(keepMs: number, limit: number): Promise<number> {
    return (await rowsOf(this.slow.manager, REMOVE_ENDED, [keepMs, limit])).length;
  }
}

// One process at a time, so that more processes do not mean more load. A webhook that is still to be delivered, or is tried
// again, keeps its task; a task that is changed just now is left for the next batch.
const REMOVE_ENDED = `
  WITH old AS (
    SELECT id FROM tasks
    WHERE (SELECT pg_try_advisory_xact_lock(${REMOVAL_LOCK}))
      AND finished_at < now() - $1::float8 * interval '1 ms'
      AND NOT EXISTS (SELECT FROM webhook_deliveries d WHERE d.task_id = tasks.id AND d.status IN ('pending', 'sealed'))
    ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED
  )
  DELETE FROM tasks USING old WHERE tasks.id = old.id RETURNING tasks.id`;
