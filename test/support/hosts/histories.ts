import type { Audit } from '../audit.js';

/** What became of a task, as the database has it. Times are those of Date.now(). */
export interface History {
  readonly id: string;
  readonly attempts: number;
  readonly workers: readonly string[];
  /** When its last attempt began; null before the first one. */
  readonly startedAt: number | null;
  readonly completed: boolean;
  /** How often it ended. */
  readonly ends: number;
}

const HISTORIES = `
  SELECT t.id, t.status = 'COMPLETED' AS completed, count(a.*)::int AS attempts,
    coalesce(array_agg(a.worker_id::text) FILTER (WHERE a.worker_id IS NOT NULL), '{}') AS workers,
    (extract(epoch FROM max(a.started_at)) * 1000)::float8 AS "startedAt",
    (SELECT count(*)::int FROM audit WHERE task_id = t.id) AS ends
  FROM tasks t LEFT JOIN task_attempts a ON a.task_id = t.id WHERE t.id = ANY($1::uuid[]) GROUP BY t.id`;

/** @returns without those that the database does not know */
export async function historiesOf(
  audit: Audit,
  ids: readonly string[],
): Promise<ReadonlyMap<string, History>> {
  const rows = await audit.query<History>(HISTORIES, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
