import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Channel } from '../notifier.js';
import { entityFrom, rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { WorkerProcess } from './worker.entity.js';

/** What a worker says of itself at every heartbeat. */
export interface WorkerReport {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly queues: readonly string[];
  /** The types of these queues that it has handlers for. */
  readonly types: readonly string[];
  readonly concurrency: number;
  readonly status: 'online' | 'draining';
  readonly activeTasks: number;
  readonly completed: number;
  readonly failed: number;
  /** Resident. */
  readonly memoryBytes: number;
  /** CPU time a second of time since the report before. */
  readonly cpuRatio: number;
}

/** A worker reports every few seconds; one that was silent for so long is taken for lost. */
export const LOST_AFTER_MS = 15_000;

/**
 * Of one answer, those that were heard of last: a worker that starts and dies in a loop leaves one behind
 * each time.
 */
export const MOST_LISTED = 1_000;

export type ListedWorker = WorkerProcess & { readonly silentMs: number };

/** The registry of worker processes; a worker that stops well removes itself. */
@Injectable()
export class WorkerRepository {
  constructor(@InjectRepository(WorkerProcess) private readonly workers: Repository<WorkerProcess>) {}

  /** @returns whether an operator has told it to take no more */
  async report(report: WorkerReport): Promise<{ readonly drainRequested: boolean }> {
    const {
      id,
      host,
      pid,
      version,
      queues,
      types,
      concurrency,
      status,
      activeTasks,
      completed,
      failed,
      memoryBytes,
      cpuRatio,
    } = report;
    const values = [
      id,
      host,
      pid,
      version,
      queues,
      concurrency,
      status,
      activeTasks,
      completed,
      failed,
      memoryBytes,
      cpuRatio,
      types,
    ];
    const [row] = await rowsOf<{ drainRequested: boolean }>(this.workers.manager, REPORT, values);
    return row ?? { drainRequested: false };
  }

  /** Tells a worker to take no more; null where there is none with this id. */
  requestDrain(id: string): Promise<ListedWorker | null> {
    return this.ask(REQUEST_DRAIN, id);
  }

  /**
   * Takes that back: the worker takes tasks again, unless it is about to stop. Null where there is none with
   * this id.
   */
  withdrawDrain(id: string): Promise<ListedWorker | null> {
    return this.ask(WITHDRAW_DRAIN, id);
  }

  async remove(id: string): Promise<void> {
    await this.workers.delete({ id });
  }

  /** The workers, a thousand at most, with how long each has been silent by the database's clock. */
  async list(): Promise<ListedWorker[]> {
    const rows = await rowsOf<Record<string, unknown>>(this.workers.manager, LIST, []);
    return rows.map((row) => this.listed(row));
  }

  /** Forgets workers that have been silent for so long. */
  async forget(silentMs: number): Promise<void> {
    await rowsOf(this.workers.manager, FORGET, [silentMs]);
  }

  private async ask(statement: string, id: string): Promise<ListedWorker | null> {
    const [row] = await rowsOf<Record<string, unknown>>(this.workers.manager, statement, [id]);
    return row ? this.listed(row) : null;
  }

  private listed(row: Record<string, unknown>): ListedWorker {
    return Object.assign(entityFrom<WorkerProcess>(this.workers.metadata, row), {
      silentMs: Number(row['silent_ms']),
    });
  }
}

const REPORT = sql`
  INSERT INTO workers (id, host, pid, version, queues, concurrency, status, active_tasks, completed, failed,
    memory_bytes, cpu_ratio, types)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT (id) DO UPDATE SET status = excluded.status, active_tasks = excluded.active_tasks,
    completed = excluded.completed, failed = excluded.failed, memory_bytes = excluded.memory_bytes,
    cpu_ratio = excluded.cpu_ratio, last_heartbeat_at = now_ms()
  RETURNING drain_requested_at IS NOT NULL AS "drainRequested"`;

const ASK = (drainRequestedAt: string, channel: Channel): string => sql`
  WITH asked AS (
    UPDATE workers SET drain_requested_at = ${drainRequestedAt} WHERE id = $1
    RETURNING *, extract(epoch FROM now() - last_heartbeat_at) * 1000 AS silent_ms
  )
  SELECT asked.*, pg_notify('${channel}', id::text) FROM asked`;

const REQUEST_DRAIN = ASK('coalesce(drain_requested_at, now_ms())', 'worker_drain');

const WITHDRAW_DRAIN = ASK('NULL', 'worker_undrain');

// It goes with the reports of living workers, which must not wait for the row of a dead one.
const FORGET = sql`
  DELETE FROM workers WHERE id IN (
    SELECT id FROM workers WHERE last_heartbeat_at < now() - $1::float8 * interval '1 ms'
    FOR UPDATE SKIP LOCKED)`;

const LIST = sql`
  SELECT *, extract(epoch FROM now() - last_heartbeat_at) * 1000 AS silent_ms
  FROM (SELECT * FROM workers ORDER BY last_heartbeat_at DESC LIMIT ${MOST_LISTED}) AS last
  ORDER BY started_at, id`;
