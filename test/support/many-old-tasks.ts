import type { Client } from 'pg';

/**
 * Writes tasks into a database of 0.1.0 as if they had come over the last weeks, two a second: most have
 * completed, one of 50 waits, one of 100 has failed, one of ten has tags, some have usage that is none.
 */
export async function writeOldTasks(client: Client, count: number): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(INDEXES);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`); // built at once is far sooner than row by row
  await client.query('ALTER TABLE tasks DISABLE TRIGGER USER');
  await client.query(TASKS, [count]);
  await client.query('ALTER TABLE tasks ENABLE TRIGGER USER');
  for (const { definition } of rows) await client.query(definition);
  await client.query('ANALYZE tasks');
}

/** An id of {@link writeOldTasks}. */
export const OLD_ID = `(lpad(to_hex(1764000000000 + number), 12, '0') || '70008000000000000000')::uuid`;

const INDEXES = `
  SELECT indexname AS name, indexdef AS definition FROM pg_indexes
  WHERE schemaname = 'public' AND tablename = 'tasks' AND indexname <> 'tasks_pkey'`;

const TASKS = `
  INSERT INTO tasks (id, type, queue, status, priority, input, result, error, usage, attempts_made, attempts_max,
    timeout_ms, tags, created_at, updated_at, due_at, started_at, finished_at, worker_id, delivery)
  SELECT ${OLD_ID}, CASE WHEN number % 3 = 0 THEN 'demo.calculation' ELSE 'ai.text-generation' END, 'demo_tasks',
    status, 1 + number % 10, '{"expression":"1+1"}',
    CASE WHEN status = 'COMPLETED' THEN '{"value":"2"}'::jsonb END,
    CASE WHEN status = 'FAILED' THEN '{"code":"internal","message":"no"}'::jsonb END,
    CASE WHEN number % 1000 = 3 THEN '{"inputTokens":1.5}'::jsonb END,
    1, 3, 10000, CASE WHEN number % 10 = 0 THEN '{red,green}'::text[] ELSE '{}' END,
    at, at, at, ended, ended, '01a21ca6-36a2-761c-bec9-99412c512c33', 1
  FROM generate_series(1, $1::int) AS number
    CROSS JOIN LATERAL (SELECT now() - number * interval '0.5 s' AS at) AS times
    CROSS JOIN LATERAL (
      SELECT CASE WHEN number % 100 = 0 THEN 'FAILED' WHEN number % 50 = 1 THEN 'PENDING' ELSE 'COMPLETED' END AS status
    ) AS statuses
    CROSS JOIN LATERAL (SELECT CASE WHEN status <> 'PENDING' THEN at END AS ended) AS ends`;
