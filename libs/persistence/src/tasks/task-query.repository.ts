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
    const { sql, parameters } = newest(filter, limit, after);
    const rows = await rowsOf<Record<string, unknown>>(this.tasks.manager, sql, parameters);
    return rows.map((row) => entityFrom<Task>(this.tasks.metadata, row));
  }

  /** All attempts of a task, first one first. */
  attemptsOf(taskId: string): Promise<TaskAttempt[]> {
    return this.attempts.find({ where: { taskId }, order: { delivery: 'ASC' } });
  }
}

interface Query {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const ORDER = 'ORDER BY t.created_at DESC, t.id DESC';

function newest(filter: TaskFilter, limit: number, after: Position | null): Query {
  const walked = walkedIn(filter);
  const sql = new FilterSql(walked ? { ...filter, [walked]: [] } : filter);
  if (after) sql.and('(t.created_at, t.id) < (?, ?)', after.createdAt, after.id);
  if (walked) sql.and(`t.${walked} = one.member`);
  const page = `SELECT t.* FROM tasks t ${sql.where} ${ORDER} LIMIT ${Number(limit)}`;
  if (!walked) return { sql: page, parameters: sql.parameters };
  const members = `unnest($${sql.parameters.length + 1}::text[]) AS one(member)`;
  return {
    sql: `SELECT t.* FROM ${members} CROSS JOIN LATERAL (${page}) AS t ${ORDER} LIMIT ${Number(limit)}`,
    parameters: [...sql.parameters, [...new Set(filter[walked])]],
  };
}

/**
 * Whose members are walked one by one, each along its own index. Of a set as a whole the planner sees no order in the index, and
 * goes through all tasks by age; where the few that match are old, that is the whole table. A search narrows enough by itself.
 */
function walkedIn({ status = [], type = [], search, tag = [] }: TaskFilter): 'status' | 'type' | null {
  if (search || tag.length > 0) return null;
  if (status.length > 1) return 'status';
  return status.length === 0 && type.length > 1 ? 'type' : null;
}
