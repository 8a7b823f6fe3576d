import { sql } from '../sql.js';

/** $1 from, $2 to. */
const PERIOD = 'created_at >= $1 AND created_at < $2';
const WAIT_MS = 'extract(epoch FROM started_at - due_at)::float8 * 1000';
const RUN_MS = 'extract(epoch FROM finished_at - started_at)::float8 * 1000';
const SPREAD = 'percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP';

/**
 * All, by type and by step, in one pass over the period: the rows are wide, and reading them is what costs.
 * A step is the number of periods of $3 seconds since 1970 and $4 seconds (integers sort faster than times).
 */
export const FIGURES = sql`
  SELECT grouping(type, step) AS level, type, step,
    count(*)::int AS total,
    (count(*) FILTER (WHERE status = 'COMPLETED'))::int AS completed,
    (count(*) FILTER (WHERE status = 'FAILED'))::int AS failed,
    (count(*) FILTER (WHERE status = 'CANCELLED'))::int AS cancelled,
    (count(*) FILTER (WHERE status IN ('PENDING', 'PROCESSING')))::int AS open,
    coalesce(sum(greatest(attempts_made - 1, 0)), 0)::int AS retries,
    ${SPREAD} (ORDER BY wait_ms) FILTER (WHERE wait_ms >= 0) AS wait,
    ${SPREAD} (ORDER BY run_ms) FILTER (WHERE run_ms >= 0) AS run
  FROM (
    SELECT type, status, attempts_made,
      floor((extract(epoch FROM created_at) - $4::int) / $3::int)::int AS step,
      ${WAIT_MS} AS wait_ms, ${RUN_MS} AS run_ms
    FROM tasks WHERE ${PERIOD}
  ) AS task
  GROUP BY GROUPING SETS ((), (type), (step))`;

export const FAILURES = sql`
  SELECT type, coalesce(error->>'code', 'internal') AS code, count(*)::int AS tasks
  FROM tasks WHERE status = 'FAILED' AND ${PERIOD}
  GROUP BY 1, 2 ORDER BY tasks DESC, type, code LIMIT $3`;

const NOTABLE = sql`
  id, type, status, attempts_made AS attempts, error->>'code' AS code, ${RUN_MS} AS "runMs",
  created_at AS "createdAt"`;

export const SLOWEST = sql`
  SELECT ${NOTABLE} FROM tasks WHERE ${PERIOD} AND started_at IS NOT NULL AND finished_at >= started_at
  ORDER BY finished_at - started_at DESC, id LIMIT $3`;

export const MOST_FAILING = sql`
  SELECT ${NOTABLE} FROM tasks WHERE ${PERIOD} AND (status = 'FAILED' OR attempts_made > 1)
  ORDER BY attempts_made DESC, (status = 'FAILED') DESC, id LIMIT $3`;

export const TOKENS = sql`
  SELECT coalesce(usage->>'provider', '') AS provider, coalesce(usage->>'model', '') AS model,
    count(*)::int AS tasks,
    sum(${tokens('inputTokens')})::float8 AS "inputTokens",
    sum(${tokens('outputTokens')})::float8 AS "outputTokens",
    sum(${tokens('totalTokens')})::float8 AS "totalTokens"
  FROM tasks WHERE usage IS NOT NULL AND ${PERIOD}
  GROUP BY 1, 2 ORDER BY "totalTokens" DESC NULLS LAST, 1, 2 LIMIT $3`;

export const COUNT = sql`SELECT count(*)::int AS rows FROM tasks WHERE ${PERIOD}`;

/** Oldest first, after the position ($3, $4). */
export const ROWS = sql`
  SELECT id, type, queue, status, priority, attempts_made AS "attemptsMade", attempts_max AS "attemptsMax",
    iso(created_at) AS "createdAt", iso(run_at) AS "runAt", iso(started_at) AS "startedAt",
    iso(finished_at) AS "finishedAt",
    greatest(0, round(${WAIT_MS}))::float8 AS "waitMs", greatest(0, round(${RUN_MS}))::float8 AS "runMs",
    error->>'code' AS "errorCode", error->>'message' AS "errorMessage", usage->>'provider' AS provider,
    usage->>'model' AS model,
    ${tokens('inputTokens')}::float8 AS "inputTokens", ${tokens('outputTokens')}::float8 AS "outputTokens",
    ${tokens('totalTokens')}::float8 AS "totalTokens",
    array_to_string(tags, '; ') AS tags, CASE metadata WHEN '{}' THEN '' ELSE metadata::text END AS metadata
  FROM tasks WHERE ${PERIOD} AND (created_at, id) > ($3, $4)
  ORDER BY created_at, id LIMIT $5`;

function tokens(name: string): string {
  return sql`token_count(usage->'${name}')`;
}
