import type { Database } from '../database.js';

/**
 * Writes tasks as if they had come over the last day: most have completed, some failed, some wait for
 * tomorrow.
 */
export async function writeTasks(database: Database, count: number): Promise<void> {
  await database.rows(TASKS, [count]);
  await database.rows(SEARCHABLE);
  await database.rows(
    `UPDATE statistics_state SET rolled_up_to = (SELECT date_trunc('minute', min(created_at)) FROM tasks)`,
  );
  await database.rows('VACUUM ANALYZE tasks');
  await database.rows('VACUUM ANALYZE task_search');
}

/** A word that one task of a thousand has. */
export const RARE_WORD = 'heliotrope';

const TASKS = `
  INSERT INTO tasks (id, type, queue, status, priority, input, result, error, usage, progress_percent, attempts_made, attempts_max, timeout_ms,
    tags, metadata, created_at, updated_at, run_at, due_at, started_at, finished_at)
  SELECT uuidv7(created - now()), type, CASE type WHEN 'demo.calculation' THEN 'demo_tasks' ELSE 'ai_processing' END, status, 1 + n % 10,
    CASE type WHEN 'demo.calculation' THEN jsonb_build_object('expression', n || ' + 1') ELSE jsonb_build_object('prompt', words) END,
    CASE status WHEN 'COMPLETED' THEN jsonb_build_object('text', words || ' ' || words, 'model', 'test') END,
    CASE status WHEN 'FAILED' THEN '{"code":"internal","message":"It did not work.","retryable":false,"attempt":1}'::jsonb END,
    CASE WHEN type = 'ai.text-generation' AND status = 'COMPLETED' THEN
      '{"provider":"test","model":"test","inputTokens":12,"outputTokens":80,"totalTokens":92}'::jsonb END,
    CASE status WHEN 'COMPLETED' THEN 100 ELSE 0 END, CASE status WHEN 'PENDING' THEN 0 ELSE 1 END, 3, 60000,
    CASE WHEN n % 20 = 0 THEN ARRAY['tag-' || n % 7] ELSE '{}' END, jsonb_build_object('number', n),
    created, created + interval '2 s', CASE status WHEN 'PENDING' THEN now() + interval '1 day' END,
    CASE status WHEN 'PENDING' THEN now() + interval '1 day' ELSE created END,
    CASE WHEN status <> 'PENDING' THEN created + interval '1 s' END, CASE WHEN status <> 'PENDING' THEN created + interval '2 s' END
  FROM (
    SELECT n, now() - interval '1 day' * (1 - n::float8 / ($1 + 1)) - interval '1 minute' AS created,
      CASE WHEN n % 10 < 3 THEN 'demo.calculation' ELSE 'ai.text-generation' END AS type,
      CASE WHEN n % 100 < 90 THEN 'COMPLETED' WHEN n % 100 < 95 THEN 'FAILED' WHEN n % 100 < 98 THEN 'CANCELLED' ELSE 'PENDING' END AS status,
      'Write about number ' || n || ' and ' || md5(n::text) || CASE WHEN n % 1000 = 505 THEN ' ${RARE_WORD}' ELSE '' END AS words
    FROM generate_series(1, $1::int) AS n
  ) AS tasks`;

const SEARCHABLE = `
  INSERT INTO task_search (task_id, text) SELECT id, coalesce(input->>'prompt', input->>'expression') FROM tasks ORDER BY id`;
