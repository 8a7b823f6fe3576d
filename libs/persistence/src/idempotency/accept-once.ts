import { sql } from '../sql.js';
import { acceptFrom, NEW_TASK_COLUMNS } from '../tasks/transitions/accept.js';

/** How long a key stands for its first submission. */
const LIFETIME = sql`interval '24 hours'`;

/**
 * Accepts tasks ($1, a JSON array of NewTask) together with the keys under which they were sent ($2, a JSON
 * array of keys with their tasks' ids), in one statement: there is never a key without its tasks, nor tasks
 * without their key. A key that another submission holds keeps its tasks out. While that other statement is
 * still under way, the unique index makes this one wait for its end, for at most $3 ms. The keys are taken in
 * one order by all processes, so that two of them cannot wait for each other.
 */
export const ACCEPT_ONCE = acceptFrom(sql`
  limits AS MATERIALIZED (
    SELECT set_config('lock_timeout', $3, true)
  ), keyed AS MATERIALIZED (
    SELECT k.* FROM limits, jsonb_to_recordset($2::jsonb)
      AS k(caller text, key text, "bodyHash" text, "taskIds" uuid[])
  ), held AS (
    INSERT INTO idempotency_keys AS old (caller, key, body_hash, task_ids)
    SELECT caller, key, "bodyHash", "taskIds" FROM keyed ORDER BY caller, key
    ON CONFLICT (caller, key) DO UPDATE
      SET body_hash = excluded.body_hash, task_ids = excluded.task_ids, created_at = now_ms()
      WHERE old.created_at <= now() - ${LIFETIME}
    RETURNING task_ids
  ), given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(${NEW_TASK_COLUMNS})
    WHERE id IN (SELECT unnest(task_ids) FROM held)
  )`);

export const FIND_KEY = sql`
  SELECT body_hash AS "bodyHash", task_ids AS "taskIds" FROM idempotency_keys WHERE caller = $1 AND key = $2`;

export const FORGET_KEYS = sql`
  DELETE FROM idempotency_keys k USING (
    SELECT caller, key FROM idempotency_keys WHERE created_at <= now() - ${LIFETIME}
    ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ) AS old
  WHERE k.caller = old.caller AND k.key = old.key
  RETURNING k.key`;
