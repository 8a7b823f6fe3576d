import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';

/** Which broker holds our window, as we last knew it. */
@Injectable()
export class BrokerStateRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** The epoch of the broker that the window was given to; null before the first. */
  async epoch(): Promise<string | null> {
    const [row] = await rowsOf<{ epoch: string }>(
      this.database.manager,
      sql`SELECT epoch FROM broker_state WHERE broker = 'current'`,
      [],
    );
    return row?.epoch ?? null;
  }

  /**
   * Puts a new epoch in the place of the one that the caller knew; false where another process was faster.
   */
  async replaceEpoch(known: string | null, next: string): Promise<boolean> {
    const rows = await rowsOf(
      this.database.manager,
      known === null ? FIRST : REPLACE,
      known === null ? [next] : [next, known],
    );
    return rows.length > 0;
  }
}

const FIRST = sql`
  INSERT INTO broker_state (broker, epoch) VALUES ('current', $1) ON CONFLICT DO NOTHING RETURNING epoch`;

const REPLACE = sql`
  UPDATE broker_state SET epoch = $1, created_at = now_ms() WHERE broker = 'current' AND epoch = $2
  RETURNING epoch`;
