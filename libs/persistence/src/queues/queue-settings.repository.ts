import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';

/** Held shared by every claim, in the function `claimable`, and alone by a change of the settings. */
const SETTINGS_LOCK = 1_207_455_318;

/** What an operator has set for a queue. */
export interface QueueSettings {
  readonly queue: string;
  /** No task of it may start. */
  readonly paused: boolean;
  /** How many of its tasks may run at once in the whole cluster; null means as many as there are slots. */
  readonly concurrency: number | null;
}

/**
 * Pause and total concurrency of queues. They are conditions of the claim, so no broker can lose them. A
 * change waits for the claims that are under way: when it returns, every later claim obeys it.
 */
@Injectable()
export class QueueSettingsRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Queues that were never set are not in the answer. */
  all(): Promise<QueueSettings[]> {
    return rowsOf(this.database.manager, 'SELECT queue, paused, concurrency FROM queue_settings', []);
  }

  async setPaused(queue: string, paused: boolean): Promise<void> {
    await rowsOf(this.database.manager, CHANGE('paused'), [queue, paused]);
  }

  /** @param concurrency 1 or more; null takes the limit away. What runs beyond a new limit goes on. */
  async setConcurrency(queue: string, concurrency: number | null): Promise<void> {
    await rowsOf(this.database.manager, CHANGE('concurrency'), [queue, concurrency]);
  }
}

// The row comes first: whoever waits for it holds no lock that claims need. Claims that begin after the lock
// was granted wait for the commit, and see the change.
const CHANGE = (column: 'paused' | 'concurrency'): string => sql`
  WITH changed AS (
    INSERT INTO queue_settings (queue, ${column}) VALUES ($1, $2)
    ON CONFLICT (queue) DO UPDATE SET ${column} = excluded.${column}, updated_at = now_ms()
    RETURNING queue
  ), locked AS MATERIALIZED (
    SELECT queue, pg_advisory_xact_lock(${SETTINGS_LOCK}) FROM changed
  )
  SELECT pg_notify('queue_settings', queue) FROM locked`;
