import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';

/** How often the counts are compared with the tasks, in the whole cluster. */
const CHECK_HOURS = 1;

/** Keeps the counts of waiting and failed tasks small and true. The triggers of migration 821 write them. */
@Injectable()
export class QueueCountRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Adds up what was changed since. Does nothing where another process is at it. */
  async fold(): Promise<void> {
    await rowsOf(this.database.manager, 'SELECT fold_queue_counts()');
  }

  /**
   * Compares the counts with the tasks themselves, where nobody has done so for an hour, and corrects them.
   * @returns how many counts were wrong: 0, unless somebody wrote past the triggers
   */
  async check(): Promise<number> {
    const turn = await rowsOf(this.database.manager, TAKE_TURN, [CHECK_HOURS]);
    return turn.length > 0 ? this.correct() : 0;
  }

  /** The same at once. */
  async correct(): Promise<number> {
    const [row] = await rowsOf<{ counts: number }>(
      this.database.manager,
      'SELECT correct_queue_counts()::int AS counts',
      [],
    );
    return row?.counts ?? 0;
  }
}

const TAKE_TURN = sql`
  UPDATE queue_count_state SET checked_at = now_ms() WHERE checked_at < now() - make_interval(hours => $1)
  RETURNING one`;
