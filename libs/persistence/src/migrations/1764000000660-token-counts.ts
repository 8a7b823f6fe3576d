import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inBatches } from '../migrating/batches.js';
import { sql } from '../sql.js';

/**
 * Usage whose counts are no counts (1.5, -1, text) is unknown: nothing that reads it can fail any more, and
 * rows that were stored so are mended.
 */
export class TokenCounts1764000000660 implements MigrationInterface {
  readonly name = 'TokenCounts1764000000660';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTION);
    await inBatches(runner, MEND_TASKS);
    for (const statement of [...MEND, VIEW]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(VIEW_BEFORE);
    await runner.query('DROP FUNCTION token_count(jsonb)');
  }
}

/** Null where the value is no safe integer from 0 on. */
const FUNCTION = `
  CREATE OR REPLACE FUNCTION token_count(value jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof(value) = 'number' THEN
      CASE WHEN value::numeric BETWEEN 0 AND 9007199254740991 AND trunc(value::numeric) = value::numeric THEN value::bigint END
    END
  $$`;

const UNSOUND = `
  usage IS NOT NULL AND (token_count(usage->'inputTokens') IS NULL OR token_count(usage->'outputTokens') IS NULL
    OR token_count(usage->'totalTokens') IS NULL)`;

const MEND_TASKS = sql`
  WITH batch AS (
    SELECT id FROM tasks WHERE id > $1 ORDER BY id LIMIT 5000
  ), mended AS (
    UPDATE tasks SET usage = NULL WHERE id IN (SELECT id FROM batch) AND ${UNSOUND}
  )
  SELECT max(id::text)::uuid AS id FROM batch`;

const MEND = [
  `UPDATE forgotten_tasks SET usage = NULL WHERE ${UNSOUND}`,
  `UPDATE token_statistics SET input_tokens = greatest(input_tokens, 0), output_tokens = greatest(output_tokens, 0)
   WHERE input_tokens < 0 OR output_tokens < 0`,
];

const ended = (columns: string): string => `
  SELECT finished_at AS at, ${columns} FROM tasks WHERE finished_at IS NOT NULL
  UNION ALL
  SELECT finished_at, ${columns} FROM forgotten_tasks`;

// Names are parts of a key, whose size has an end.
const VIEW = `
  CREATE OR REPLACE VIEW task_tokens AS
    SELECT at, left(coalesce(usage->>'provider', ''), 200) AS provider, left(coalesce(usage->>'model', ''), 200) AS model,
      token_count(usage->'inputTokens') AS input_tokens, token_count(usage->'outputTokens') AS output_tokens
    FROM (${ended('usage')}) AS ended
    WHERE token_count(usage->'inputTokens') IS NOT NULL AND token_count(usage->'outputTokens') IS NOT NULL`;

const VIEW_BEFORE = `
  CREATE OR REPLACE VIEW task_tokens AS
    SELECT at, usage->>'provider' AS provider, usage->>'model' AS model,
      (usage->>'inputTokens')::bigint AS input_tokens, (usage->>'outputTokens')::bigint AS output_tokens
    FROM (${ended('usage')}) AS ended WHERE usage IS NOT NULL`;
