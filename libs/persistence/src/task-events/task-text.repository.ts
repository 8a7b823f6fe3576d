import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import type { Lease } from '../tasks/transitions/settlement.js';

/** The next text of a running task, under its lease. */
export interface TextPiece extends Lease {
  /**
   * Counts the pieces of one lease from 1: a piece that is written again under its number is written once.
   * Null for the next number, whatever was written before.
   */
  readonly flush: number | null;
  readonly text: string;
  /**
   * The bytes of all text of the attempt before this piece, where the caller counts them: one that was
   * written is then known again, also without a number.
   */
  readonly offset?: number | null;
}

/**
 * `busy`: somebody else holds the row for a moment, and nothing was written. `full`: with it the text of the
 * attempt would be larger than it may be. `gap`: it begins elsewhere than
 * where what was written ends, and is no part of that. `lost`: the lease is no longer the caller's.
 */
export type TextAnswer = 'written' | 'busy' | 'full' | 'gap' | 'lost';

/** The text that running tasks generate, as `delta` events. */
@Injectable()
export class TaskTextRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Writes pieces of any number of tasks, one each, in one statement; answers in the order given. Waits for
   * no other writer.
   * @param mostBytes of all the text of one attempt; without it the caller counts
   */
  async write(pieces: readonly TextPiece[], mostBytes = Number.MAX_SAFE_INTEGER): Promise<TextAnswer[]> {
    const columns = [
      pieces.map(({ id }) => id),
      pieces.map(({ leaseToken }) => leaseToken),
      pieces.map(({ flush }) => flush),
      pieces.map(({ text }) => text),
      mostBytes,
      pieces.map(({ offset }) => offset ?? null),
    ];
    const rows = await rowsOf<{ answer: TextAnswer }>(this.database.manager, WRITE, columns);
    return rows.map(({ answer }) => answer);
  }

  /**
   * Drops the pieces of tasks that ended at least so long ago; where the result has the text, the last piece
   * becomes a mark that stands for the whole of it.
   * @returns how many tasks it was; fewer than the limit where none is left
   */
  async drop(keepMs: number, limit: number): Promise<number> {
    const before = uuidv7({ msecs: Date.now() - keepMs + CLOCKS_MS });
    const rows = await rowsOf(this.database.manager, DROP, [keepMs, limit, before]);
    return rows.length;
  }
}

// Only a PROCESSING task has a token. SKIP LOCKED: this statement locks many rows in any order, and one that
// never waits can be part of no deadlock.
const WRITE = sql`
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $6::bigint[]) WITH ORDINALITY
      AS g(id, token, flush, text, "offset", place)
  ), held AS MATERIALIZED (
    SELECT t.id, t.delivery, g.flush, g.text, g."offset", g.place, octet_length(g.text) AS bytes
    FROM given g JOIN tasks t ON t.id = g.id AND t.lease_token = g.token
    FOR NO KEY UPDATE OF t SKIP LOCKED
  ), known AS MATERIALIZED (
    SELECT task_id, delivery, flush, bytes FROM task_texts WHERE task_id = ANY($1::uuid[])
    FOR NO KEY UPDATE SKIP LOCKED
  ), free AS MATERIALIZED (
    SELECT h.id, h.delivery, h.text, h.place, h."offset" <> coalesce(k.bytes, 0) AS is_elsewhere,
      coalesce(h."offset" + h.bytes <= k.bytes, false) AS is_known,
      coalesce(h.flush, k.flush + 1, 1) AS flush,
      coalesce(k.bytes, 0) + CASE WHEN h.flush <= k.flush THEN 0 ELSE h.bytes END AS bytes
    FROM held h LEFT JOIN known k ON k.task_id = h.id AND k.delivery = h.delivery
    WHERE h.id IN (SELECT task_id FROM known) OR NOT EXISTS (SELECT FROM task_texts WHERE task_id = h.id)
  ), writable AS MATERIALIZED (
    SELECT * FROM free WHERE bytes <= $5::bigint AND is_elsewhere IS NOT TRUE
  ), fresh AS (
    INSERT INTO task_texts AS known (task_id, delivery, flush, bytes)
    SELECT id, delivery, flush, bytes FROM writable
    ON CONFLICT (task_id) DO UPDATE SET
      delivery = excluded.delivery, flush = excluded.flush, bytes = excluded.bytes, written_at = now_ms()
      WHERE (known.delivery, known.flush) < (excluded.delivery, excluded.flush)
    RETURNING task_id
  ), event AS (
    INSERT INTO task_events (task_id, event, data)
    SELECT held.id, 'delta', jsonb_build_object('text', held.text) FROM fresh
      JOIN held ON held.id = fresh.task_id
  )
  SELECT
    CASE WHEN held.id IS NOT NULL OR free.is_known THEN 'written' WHEN free.is_elsewhere THEN 'gap'
      WHEN free.id IS NOT NULL THEN 'full'
      WHEN t.id IS NOT NULL THEN 'busy' ELSE 'lost' END AS answer
  FROM given g LEFT JOIN writable AS held ON held.place = g.place LEFT JOIN free ON free.place = g.place
    LEFT JOIN tasks t ON t.id = g.id AND t.lease_token = g.token
  ORDER BY g.place`;

/** By which machines' clocks may differ that make ids. */
const CLOCKS_MS = 60_000;

// What ended so long ago was accepted before, and ids grow with the time: younger tasks are not looked at.
// The rows of running tasks are passed by their own written_at.
const DROP = sql`
  WITH ended AS MATERIALIZED (
    SELECT t.id, t.attempts_made,
      t.status = 'COMPLETED' AND jsonb_typeof(t.result->'text') = 'string' AS has_text
    FROM (SELECT * FROM task_texts WHERE task_id < $3::uuid ORDER BY task_id OFFSET 0) AS x
      JOIN tasks t ON t.id = x.task_id
    WHERE x.written_at < now() - $1::float8 * interval '1 ms'
      AND t.finished_at < now() - $1::float8 * interval '1 ms'
    LIMIT $2 FOR UPDATE OF t SKIP LOCKED
  ), known AS MATERIALIZED (
    SELECT task_id FROM task_texts WHERE task_id IN (SELECT id FROM ended) FOR UPDATE SKIP LOCKED
  ), pieces AS MATERIALIZED (
    SELECT task_id FROM task_events WHERE event = 'delta' AND task_id IN (SELECT id FROM ended)
    FOR UPDATE SKIP LOCKED
  ), old AS MATERIALIZED (
    SELECT * FROM ended WHERE id IN (SELECT task_id FROM known)
      AND (SELECT count(*) FROM task_events e WHERE e.task_id = ended.id AND e.event = 'delta')
        = (SELECT count(*) FROM pieces WHERE pieces.task_id = ended.id)
  ), last AS (
    SELECT old.id AS task_id, old.attempts_made, piece.id FROM old CROSS JOIN LATERAL (
      SELECT id FROM task_events e WHERE e.task_id = old.id AND e.event = 'delta'
      ORDER BY e.task_id DESC, e.id DESC LIMIT 1
    ) AS piece WHERE old.has_text
  ), marked AS (
    UPDATE task_events e SET event = 'text', data = jsonb_build_object('attempt', last.attempts_made)
    FROM last WHERE e.task_id = last.task_id AND e.id = last.id
  ), dropped AS (
    DELETE FROM task_events e USING old LEFT JOIN last ON last.task_id = old.id
    WHERE e.task_id = old.id AND e.event = 'delta' AND e.id IS DISTINCT FROM last.id
  ), forgotten AS (
    DELETE FROM task_texts x USING old WHERE x.task_id = old.id
  )
  SELECT id FROM old`;
