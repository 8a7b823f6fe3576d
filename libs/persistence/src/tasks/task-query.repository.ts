import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SlowDatabase } from '../connections/pools.js';
import { entityFrom, rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { TaskAttempt } from './task-attempt.entity.js';
import { countsByStatus, type StatusCount } from './task-counts.js';
import { bytesSql, PAGE_BYTES, type Shortened } from './shortened.js';
import type { TaskFilter } from './task-filter.js';
import { type ListedTask, listedSql, pageQuery, type PageRequest, type TaskPage } from './task-page.js';
import { NEWEST_FIRST, type Position } from './task-order.js';
import { endOfLook } from './task-positions.js';
import { Task } from './task.entity.js';

export interface EndedTasks {
  readonly tasks: readonly Task[];
  /** Whether there are more than fit in a page. */
  readonly hasMore: boolean;
}

/** Reads tasks; changes nothing. */
@Injectable()
export class TaskQueryRepository {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    @InjectRepository(TaskAttempt) private readonly attempts: Repository<TaskAttempt>,
    private readonly slow: SlowDatabase,
  ) {}

  find(id: string): Promise<Task | null> {
    return this.tasks.findOneBy({ id });
  }

  /**
   * Those of the tasks that are there, in the order given; long inputs and results shortened as in a list.
   */
  async findAll(ids: readonly string[]): Promise<ListedTask[]> {
    const rows = await rowsOf<Record<string, unknown>>(this.tasks.manager, listedSql(this.tasks.metadata), [
      ids,
    ]);
    const found = new Map(rows.map((row) => [row.id as string, this.listed(row)]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /**
   * Those of the tasks that have ended, whole: as many as fit in a page, at least one. Asked again without
   * these it gives the next.
   */
  async ended(ids: readonly string[]): Promise<EndedTasks> {
    const rows = await rowsOf<Record<string, unknown>>(this.tasks.manager, ENDED, [ids]);
    const tasks = rows.map((row) => entityFrom<Task>(this.tasks.metadata, row));
    return { tasks, hasMore: tasks.length < Number(rows[0]?.found ?? 0) };
  }

  /** In an order, newest first by default. */
  async list(filter: TaskFilter, request: PageRequest): Promise<TaskPage> {
    const until = await this.endOfLook(filter, request);
    const { sql: page, parameters } = pageQuery(this.tasks.metadata, filter, request, until);
    const rows = await rowsOf<Record<string, unknown>>(this.slow.manager, page, parameters);
    return {
      tasks: rows.map((row) => this.listed(row)),
      hasMore: rows[0]?.hasMore === true,
      lookedUpTo: until,
    };
  }

  /** How many tasks that match are in which status, as far as that is quickly counted. */
  countsByStatus(filter: TaskFilter): Promise<StatusCount[]> {
    return countsByStatus(this.slow.manager, filter);
  }

  /** The attempts of a task, first one first: the last thousand, or as many of them as fit in a page. */
  async attemptsOf(taskId: string): Promise<TaskAttempt[]> {
    const rows = await rowsOf<Record<string, unknown>>(this.attempts.manager, ATTEMPTS, [taskId]);
    return rows.map((row) => entityFrom<TaskAttempt>(this.attempts.metadata, row));
  }

  /** Found before the search itself, so that a task that goes meanwhile moves no other one behind it. */
  private async endOfLook(
    filter: TaskFilter,
    { after, order = NEWEST_FIRST }: PageRequest,
  ): Promise<Position | null> {
    const query = endOfLook(filter, after, order);
    if (!query) return null;
    const [position] = await rowsOf<Position>(this.slow.manager, query.sql, query.parameters);
    return position ?? null;
  }

  private listed(row: Record<string, unknown>): ListedTask {
    return Object.assign(entityFrom<Task>(this.tasks.metadata, row), {
      shortened: row.shortened as readonly Shortened[],
    });
  }
}

const ATTEMPTS = sql`
  SELECT * FROM (
    SELECT last.*, sum(300 + coalesce(octet_length(error::text), 0)) OVER (ORDER BY delivery DESC) AS bytes
    FROM (SELECT * FROM task_attempts WHERE task_id = $1 ORDER BY delivery DESC LIMIT 1000) AS last
  ) AS measured WHERE bytes <= ${PAGE_BYTES} ORDER BY delivery`;

const ENDED = sql`
  WITH measured AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS found,
      sum(${bytesSql('input')} + ${bytesSql('result')}) OVER (ORDER BY id) AS bytes
    FROM tasks WHERE id = ANY($1::uuid[]) AND finished_at IS NOT NULL
  )
  SELECT t.*, measured.found FROM measured JOIN tasks t ON t.id = measured.id
  WHERE measured.place = 1 OR measured.bytes <= ${PAGE_BYTES} ORDER BY measured.place`;
