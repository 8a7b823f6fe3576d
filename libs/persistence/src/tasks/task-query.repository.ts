import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Not, Repository } from 'typeorm';
import { entityFrom, rowsOf } from '../rows.js';
import { TaskAttempt } from './task-attempt.entity.js';
import { FilterSql, type TaskFilter } from './task-filter.js';
import { Task } from './task.entity.js';

/** Where a page ended: the newest-first position of its last task. */
export interface Position {
  readonly createdAt: Date;
  readonly id: string;
}

/** Reads tasks; changes nothing. */
@Injectable()
export class TaskQueryRepository {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    @InjectRepository(TaskAttempt) private readonly attempts: Repository<TaskAttempt>,
  ) {}

  find(id: string): Promise<Task | null> {
    return this.tasks.findOneBy({ id });
  }

  /** Those of the tasks that are there, in the order given. */
  async findAll(ids: readonly string[]): Promise<Task[]> {
    const found = new Map((await this.tasks.findBy({ id: In([...ids]) })).map((task) => [task.id, task]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** Those of the tasks that have ended. */
  ended(ids: readonly string[]): Promise<Task[]> {
    return this.tasks.findBy({ id: In([...ids]), finishedAt: Not(IsNull()) });
  }

  /** Newest first, from a position on (keyset, so that page 1,000 costs what page 1 does). */
  async list(filter: TaskFilter, limit: number, after: Position | null): Promise<Task[]> {
    const sql = new FilterSql(filter);
    if (after) sql.and('(t.created_at, t.id) < (?, ?)', after.createdAt, after.id);
    const rows = await rowsOf<Record<string, unknown>>(
      this.tasks.manager,
      `SELECT t.* FROM tasks t ${sql.where} ORDER BY t.created_at DESC, t.id DESC LIMIT ${Number(limit)}`,
      sql.parameters,
    );
    return rows.map((row) => entityFrom<Task>(this.tasks.metadata, row));
  }

  /** All attempts of a task, first one first. */
  attemptsOf(taskId: string): Promise<TaskAttempt[]> {
    return this.attempts.find({ where: { taskId }, order: { delivery: 'ASC' } });
  }
}
