import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inBatches } from '../migrating/batches.js';
import { sql } from '../sql.js';

/** Tags and the texts in metadata become words that a search finds, also those of tasks that are there. */
export class SearchTags1764000000641 implements MigrationInterface {
  readonly name = 'SearchTags1764000000641';
  /** A row in the search locks its task, and a task that is removed would wait for all of them. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await inBatches(runner, BATCH);
  }

  /** Words that an earlier version finds too do no harm. */
  async down(): Promise<void> {
    // nothing to take back
  }
}

/**
 * Of a batch that a run before this one wrote, nothing is written again. A task that is removed meanwhile is
 * left out, by its lock: its words would have no task.
 */
const BATCH = sql`
  WITH batch AS (
    SELECT id FROM tasks WHERE id > $1 ORDER BY id LIMIT 5000
  ), labelled AS MATERIALIZED (
    SELECT id, tags, metadata FROM tasks
    WHERE id IN (SELECT id FROM batch) AND (tags <> '{}' OR metadata <> '{}') FOR KEY SHARE
  ), written AS (
    INSERT INTO task_search (task_id, text)
    SELECT id, words FROM labelled CROSS JOIN LATERAL (
      SELECT string_agg(value #>> '{}', E'\n') AS all
      FROM jsonb_path_query(metadata, 'strict $.** ? (@.type() == "string")') AS value
    ) AS texts CROSS JOIN LATERAL (
      SELECT left(concat_ws(E'\n', array_to_string(tags, E'\n'), texts.all), 20000) AS words
    ) AS all_words
    WHERE (tags <> '{}' OR texts.all <> '')
      AND NOT EXISTS (SELECT FROM task_search WHERE task_id = id AND text = words)
  )
  SELECT max(id::text)::uuid AS id FROM batch`;
