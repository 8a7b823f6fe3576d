import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { entityFrom, rowsOf } from '../rows.js';
import { WorkerProcess } from './worker.entity.js';

/** What a worker says of itself at every heartbeat. */
export interface WorkerReport {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly queues: readonly string[];
  readonly concurrency: number;
  readonly status: 'online' | 'draining';
  readonly activeTasks: number;
  readonly completed: number;
  readonly failed: number;
}

export type ListedWorker = WorkerProcess & { readonly silentMs: number };

/** The registry of worker processes; a worker that stops well removes itself. */
@Injectable()
export class WorkerRepository {
  constructor(@InjectRepository(WorkerProcess) private readonly workers: Repository<WorkerProcess>) {}

  async report(report: WorkerReport): Promise<void> {
    const { id, host, pid, version, queues, concurrency, status, activeTasks, completed, failed } = report;
    await this.workers.query(REPORT, [id, host, pid, version, queues, concurrency, status, activeTasks, completed, failed]);
  }

  async remove(id: string): Promise<void> {
    await this.workers.delete({ id });
  }

  /** All workers with how long each has been silent by the database's clock. */
  async list(): Promise<ListedWorker[]> {
    const rows = await rowsOf<Record<string, unknown>>(this.workers.manager, LIST, []);
    return rows.map((row) => Object.assign(entityFrom<WorkerProcess>(this.workers.metadata, row), { silentMs: Number(row['silent_ms']) }));
  }

  /** Forgets workers that have been silent for so long. */
  async forget(silentMs: number): Promise<void> {
    await this.workers.query(`DELETE FROM workers WHERE last_heartbeat_at < now() - $1::float8 * interval '1 ms'`, [silentMs]);
  }
}

const REPORT = `
  INSERT INTO workers (id, host, pid, version, queues, concurrency, status, active_tasks, completed, failed)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (id) DO UPDATE SET status = excluded.status, active_tasks = excluded.active_tasks,
    completed = excluded.completed, failed = excluded.failed, last_heartbeat_at = now_ms()`;

const LIST = `
  SELECT *, extract(epoch FROM now() - last_heartbeat_at) * 1000 AS silent_ms FROM workers ORDER BY started_at, id`;
