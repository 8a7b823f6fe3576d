import { Injectable } from '@nestjs/common';
import { VitalDatabase } from '../connections/pools.js';
import { rowsOf } from '../rows.js';
import { sql } from '../sql.js';

/** What is known of a worker that takes tasks over HTTP. */
export interface RemoteWorkerReport {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly pid: number | null;
  readonly version: string;
  readonly queues: readonly string[];
  readonly types: readonly string[];
  /** The most that it asked for at once. */
  readonly concurrency: number;
  /** Since the report before. */
  readonly completed: number;
  readonly failed: number;
}

/** Workers over HTTP in the registry: the API keeps their rows for them. */
@Injectable()
export class RemoteWorkerRepository {
  constructor(private readonly vital: VitalDatabase) {}

  /**
   * Writes that these are there; a row that somebody else holds is left for the next report.
   * @returns those whom an operator has told to take no more
   */
  async report(reports: readonly RemoteWorkerReport[]): Promise<string[]> {
    const ids = reports.map(({ id }) => id);
    const rows = await rowsOf<{ id: string | null }>(this.vital.manager, REPORT, [
      JSON.stringify(reports),
      ids,
    ]);
    return rows.flatMap(({ id }) => id ?? []);
  }

  /** Writes that these are there, where they are known. */
  async touch(ids: readonly string[]): Promise<void> {
    await rowsOf(this.vital.manager, TOUCH, [ids]);
  }

  /** Forgets those that have been silent for so long. */
  async forget(silentMs: number): Promise<void> {
    await rowsOf(this.vital.manager, FORGET, [silentMs]);
  }
}

const FORGET = sql`
  DELETE FROM workers WHERE id IN (
    SELECT id FROM workers WHERE remote AND last_heartbeat_at < now() - $1::float8 * interval '1 ms'
    FOR UPDATE SKIP LOCKED)`;

const TOUCH = sql`
  UPDATE workers SET last_heartbeat_at = now_ms() WHERE id IN (
    SELECT id FROM workers WHERE id = ANY($1::uuid[]) AND remote FOR NO KEY UPDATE SKIP LOCKED)`;

const STATUS = sql`CASE WHEN w.drain_requested_at IS NULL THEN 'online' ELSE 'draining' END`;

// An id that is one of our own workers is not theirs, and changes nothing.
const REPORT = sql`
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(
      id uuid, name text, host text, pid int, version text, queues text[], types text[], concurrency int,
      completed bigint, failed bigint)
  ), running AS MATERIALIZED (
    SELECT worker_id AS id, count(*) AS tasks FROM tasks WHERE status = 'PROCESSING' AND remote
    GROUP BY worker_id
  ), known AS MATERIALIZED (
    SELECT id FROM workers WHERE id = ANY($2::uuid[]) AND remote FOR NO KEY UPDATE SKIP LOCKED
  ), fresh AS (
    INSERT INTO workers (id, name, host, pid, version, queues, types, concurrency, status, active_tasks,
      completed, failed, remote)
    SELECT g.id, name, host, pid, version, queues, types, concurrency, 'online', coalesce(running.tasks, 0),
      completed, failed, true
    FROM given g LEFT JOIN running USING (id) WHERE NOT EXISTS (SELECT FROM workers WHERE workers.id = g.id)
    ON CONFLICT (id) DO NOTHING
  )
  UPDATE workers w SET name = g.name, host = g.host, pid = g.pid, version = g.version, queues = g.queues,
    types = g.types, concurrency = greatest(w.concurrency, g.concurrency),
    status = ${STATUS}, last_heartbeat_at = now_ms(),
    active_tasks = coalesce(running.tasks, 0), completed = w.completed + g.completed,
    failed = w.failed + g.failed
  FROM known JOIN given g USING (id) LEFT JOIN running USING (id) WHERE w.id = known.id
  RETURNING CASE WHEN w.drain_requested_at IS NOT NULL THEN w.id END AS id`;
