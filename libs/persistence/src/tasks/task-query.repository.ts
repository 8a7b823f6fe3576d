import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Not, Repository } from 'typeorm';
import { entityFrom, rowsOf } from '../rows.js';
import { TaskAttempt } from './task-attempt.entity.js';
import { countsByStatus, type StatusCount } from './task-counts.js';
import { columnOf, type ColumnSet, FilterSql, isUuid, membersOf, type TaskFilter } from './task-filter.js';
import { isByEnd, NEWEST_FIRST, orderSql, type Position, type TaskOrder } from './task-order.js';
import { Task } from './task.entity.js';

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

  /** In an order, newest first by default, from a position on (keyset, so that page 1,000 costs what page 1 does). */
  async list(filter: TaskFilter, limit: number, after: Position | null, order: TaskOrder = NEWEST_FIRST): Promise<Task[]> {
    const { sql, parameters } = listed(filter, limit, after, order);
    const rows = await rowsOf<Record<string, unknown>>(this.tasks.manager, sql, parameters);
    return rows.map((row) => entityFrom<Task>(this.tasks.metadata, row));
  }

  /** How many tasks that match are in which status, as far as that is quickly counted. */
  countsByStatus(filter: TaskFilter): Promise<StatusCount[]> {
    return countsByStatus(this.tasks.manager, filter);
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

function listed(filter: TaskFilter, limit: number, after: Position | null, order: TaskOrder): Query {
  const { column, later, orderBy } = orderSql(order);
  const walked = walkedIn(filter);
  const sql = new FilterSql(walked ? { ...filter, [walked]: [] } : filter);
  if (isByEnd(order)) sql.and('t.finished_at IS NOT NULL'); // the partial index's own condition
  if (after) sql.and(`(${column}, t.id) ${later} (?, ?)`, after.at, after.id);
  if (walked) sql.and(`${columnOf(walked)} = one.member`);
  if (walked === 'errorCode') sql.and('t.error IS NOT NULL');
  const page = `SELECT t.* FROM tasks t ${sql.where} ${orderBy} LIMIT ${Number(limit)}`;
  if (!walked) return { sql: page, parameters: sql.parameters };
  const members = sql.membersSql(walked, membersOf(filter, walked));
  return {
    sql: `SELECT t.* FROM (${members}) AS one CROSS JOIN LATERAL (${page}) AS t ${orderBy} LIMIT ${Number(limit)}`,
    parameters: sql.parameters,
  };
}

/**
 * Whose members are walked one by one, each along its own index. Of a set as a whole the planner sees no order in the index, and
 * goes through all tasks by age; where the few that match are old, that is the whole table. What narrows more is walked first, and
 * where something else narrows enough by itself nothing is.
 */
function walkedIn(filter: TaskFilter): ColumnSet | null {
  if (filter.search || filter.tag?.length || Object.keys(filter.metadata ?? {}).length > 0) return null;
  const given = WALKED.find((set) => membersOf(filter, set).length > 0);
  return given && isWalked(given, membersOf(filter, given)) ? given : null;
}

/** What narrows most comes first. */
const WALKED = ['schedule', 'worker', 'errorCode', 'status', 'type'] as const;

/** A worker may be given by its host and pid, which is one member and several processes. */
function isWalked(set: ColumnSet, members: readonly string[]): boolean {
  return members.length > 1 || (set === 'worker' && !isUuid(members[0] ?? ''));
}
