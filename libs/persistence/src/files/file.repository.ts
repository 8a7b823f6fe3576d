import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { entityFrom, rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { FileRow } from './file.entity.js';

/** What is known of a file once all its bytes are stored. */
export interface NewFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
  /** The task that made it; null for an upload. */
  readonly taskId: string | null;
}

/** A file and its storage change in two steps, so whatever dies in between, a row says what is left to do. */
@Injectable()
export class FileRepository {
  constructor(@InjectRepository(FileRow) private readonly files: Repository<FileRow>) {}

  /**
   * Says that bytes are about to be stored under this id. Where `accept` does not follow within the time,
   * they are removed.
   */
  async announce(id: string, limitMs: number): Promise<void> {
    await rowsOf(this.files.manager, ANNOUNCE, [id, limitMs]);
  }

  /**
   * Makes announced bytes a file.
   * @param keepMs how long it is kept although no task refers to it
   * @returns null where its announcement has run out
   */
  async accept(
    { id, name, mediaType, size, sha256, taskId }: NewFile,
    keepMs: number,
  ): Promise<FileRow | null> {
    const [row] = await this.rows(ACCEPT, [id, name, mediaType, size, sha256, taskId, keepMs]);
    return row ? entityFrom<FileRow>(this.files.metadata, row) : null;
  }

  /** Makes stored bytes a file that is never removed. Does nothing where it is one. */
  async keepForever({ id, name, mediaType, size, sha256 }: Omit<NewFile, 'taskId'>): Promise<void> {
    await rowsOf(this.files.manager, KEEP_FOREVER, [id, name, mediaType, size, sha256]);
  }

  /** Takes an announcement back: its bytes are gone. */
  async forget(ids: readonly string[]): Promise<void> {
    await rowsOf(this.files.manager, FORGET, [ids]);
  }

  find(id: string): Promise<FileRow | null> {
    return this.files.findOneBy({ id });
  }

  /** Those of the ids that name a file. */
  async known(ids: readonly string[]): Promise<string[]> {
    const rows = await rowsOf<{ id: string }>(
      this.files.manager,
      'SELECT id FROM files WHERE id = ANY($1::uuid[])',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Removes the rows of files that nothing refers to; their bytes become due at once.
   * @param lookAgainMs when to look again at those that something does refer to
   * @returns how many were looked at and how many removed
   */
  async removeUnused(limit: number, lookAgainMs: number): Promise<{ looked: number; removed: number }> {
    const [row] = await rowsOf<{ looked: number; removed: number }>(this.files.manager, REMOVE_UNUSED, [
      limit,
      lookAgainMs,
    ]);
    return { looked: row?.looked ?? 0, removed: row?.removed ?? 0 };
  }

  /**
   * The ids of bytes that are to be removed now. They come again after a while, later with each try, unless
   * they are forgotten.
   */
  async takeRemovals(limit: number): Promise<string[]> {
    const rows = await rowsOf<{ file_id: string }>(this.files.manager, TAKE_REMOVALS, [limit]);
    return rows.map(({ file_id: id }) => id);
  }

  private rows(statement: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return rowsOf(this.files.manager, statement, parameters);
  }
}

// One that somebody else holds comes again: to remove bytes twice does no harm.
const FORGET = sql`
  DELETE FROM file_removals WHERE file_id IN (
    SELECT file_id FROM file_removals WHERE file_id = ANY($1::uuid[]) FOR UPDATE SKIP LOCKED)`;

const ANNOUNCE = sql`
  INSERT INTO file_removals (file_id, due_at) VALUES ($1, now_ms() + $2::float8 * interval '1 ms')`;

// An announcement that was taken for removal once has lost its bytes, or is about to.
const ACCEPT = sql`
  WITH announced AS (
    DELETE FROM file_removals WHERE file_id = $1 AND tries = 0 RETURNING file_id
  ), accepted AS (
    INSERT INTO files (id, name, media_type, size, sha256, keep_until, removable_at)
    SELECT file_id, $2, $3, $4, $5, now_ms() + $7::float8 * interval '1 ms',
      now_ms() + $7::float8 * interval '1 ms'
    FROM announced
    RETURNING *
  ), made AS (
    INSERT INTO file_references (task_id, file_id) SELECT $6, id FROM accepted WHERE $6::uuid IS NOT NULL
  )
  SELECT * FROM accepted`;

const KEEP_FOREVER = sql`
  INSERT INTO files (id, name, media_type, size, sha256, keep_until, removable_at)
  VALUES ($1, $2, $3, $4, $5, 'infinity', 'infinity')
  ON CONFLICT (id) DO NOTHING`;

// The lock stands against the key share lock that a new reference takes. One that was committed just before
// makes the foreign key refuse the DELETE: then nothing is removed, and the next pass looks again.
const REMOVE_UNUSED = sql`
  WITH due AS (
    SELECT id FROM files WHERE removable_at <= now() ORDER BY removable_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), used AS (
    SELECT id FROM due WHERE EXISTS (SELECT FROM file_references r WHERE r.file_id = due.id)
      OR EXISTS (SELECT FROM schedules s WHERE s.template -> 'fileIds' ? due.id::text)
  ), later AS (
    UPDATE files f SET removable_at = now_ms() + $2::float8 * interval '1 ms' FROM used WHERE f.id = used.id
  ), removed AS (
    DELETE FROM files f USING due WHERE f.id = due.id AND NOT EXISTS (SELECT FROM used WHERE used.id = f.id)
    RETURNING f.id
  ), left_over AS (
    INSERT INTO file_removals (file_id, due_at) SELECT id, now_ms() FROM removed
  )
  SELECT (SELECT count(*)::int FROM due) AS looked, (SELECT count(*)::int FROM removed) AS removed`;

const TAKE_REMOVALS = sql`
  WITH due AS (
    SELECT file_id FROM file_removals WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
  )
  UPDATE file_removals r SET tries = r.tries + 1,
    due_at = now_ms() + least(power(2, r.tries), 60) * interval '1 minute'
  FROM due WHERE r.file_id = due.file_id
  RETURNING r.file_id`;
