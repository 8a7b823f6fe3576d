import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SlowDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { FilterSql, type TaskFilter } from '../tasks/task-filter.js';
import { BULK_ACTION_COLUMNS as COLUMNS, type BulkAction, type BulkActionName } from './bulk-action.js';
import { storedFilter } from './stored-filter.js';

/** Bulk actions, as they are asked for and followed. */
@Injectable()
export class BulkActionRepository {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly slow: SlowDatabase,
  ) {}

  async count(filter: TaskFilter): Promise<number> {
    const narrowed = new FilterSql(filter);
    const [row] = await rowsOf<{ n: number }>(
      this.slow.manager,
      sql`SELECT count(*)::int AS n FROM tasks t ${narrowed.where}`,
      narrowed.parameters,
    );
    return row?.n ?? 0;
  }

  async create(id: string, action: BulkActionName, filter: TaskFilter): Promise<BulkAction> {
    const narrowed = new FilterSql(filter);
    const next = narrowed.parameters.length;
    const statement = sql`
      INSERT INTO bulk_actions (id, action, filter, matched)
      SELECT $${next + 1}, $${next + 2}, $${next + 3}, (SELECT count(*) FROM tasks t ${narrowed.where})
      RETURNING ${COLUMNS}`;
    const [row] = await rowsOf<BulkAction>(this.slow.manager, statement, [
      ...narrowed.parameters,
      id,
      action,
      JSON.stringify(storedFilter(filter)),
    ]);
    return row as BulkAction;
  }

  async find(id: string): Promise<BulkAction | null> {
    const [row] = await rowsOf<BulkAction>(
      this.database.manager,
      sql`SELECT ${COLUMNS} FROM bulk_actions WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Null where it is not running. A batch that is under way is finished first. */
  async cancel(id: string): Promise<BulkAction | null> {
    const [row] = await rowsOf<BulkAction>(this.database.manager, CANCEL, [id]);
    return row ?? null;
  }

  /** Counts a failed batch; the tenth in a row ends the action. */
  async countError(id: string): Promise<void> {
    await rowsOf(this.database.manager, COUNT_ERROR, [id]);
  }
}

const CANCEL = sql`
  UPDATE bulk_actions SET status = 'CANCELLED', finished_at = now_ms(), updated_at = now_ms()
  WHERE id = $1 AND status = 'RUNNING' RETURNING ${COLUMNS}`;

const COUNT_ERROR = sql`
  UPDATE bulk_actions SET
    errors_in_a_row = errors_in_a_row + 1, updated_at = now_ms(),
    status = CASE WHEN errors_in_a_row >= 9 THEN 'FAILED' ELSE status END,
    finished_at = CASE WHEN errors_in_a_row >= 9 THEN now_ms() END
  WHERE id = $1 AND status = 'RUNNING'`;
