import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { isDuplicate } from '../database-errors.js';
import { entityFrom, rowsOf } from '../rows.js';
import { sql } from '../sql.js';
import { PAGE_BYTES } from '../tasks/shortened.js';
import { Task } from '../tasks/task.entity.js';
import { FIRE, type Firing, SKIP, TRIGGER } from './fire.js';
import { Schedule } from './schedule.entity.js';

/** All that a person decides about a schedule, and what follows from it. */
export type ScheduleContent = Pick<
  Schedule,
  'name' | 'cron' | 'everyMs' | 'timeZone' | 'task' | 'template' | 'enabled' | 'catchUp' | 'nextRunAt'
>;

/** A schedule whose time has come. */
export interface DueSchedule extends Pick<
  Schedule,
  'id' | 'name' | 'cron' | 'everyMs' | 'timeZone' | 'catchUp' | 'version'
> {
  readonly fireTime: Date;
  /** The database's clock. */
  readonly now: Date;
}

export interface SchedulePage {
  readonly schedules: readonly Schedule[];
  /** Whether there are more after the last one. */
  readonly hasMore: boolean;
}

/** The schedules; what fires decides by the database's clock only. */
@Injectable()
export class ScheduleRepository {
  constructor(
    @InjectRepository(Schedule) private readonly schedules: Repository<Schedule>,
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
  ) {}

  /** The database's clock. */
  async now(): Promise<Date> {
    const [row] = await rowsOf<{ now: Date }>(this.schedules.manager, 'SELECT now_ms() AS now', []);
    return (row as { now: Date }).now;
  }

  /** By name, from the one after `after` on; a page ends at `limit` schedules or at about 4 MiB. */
  async list(limit: number, after: string): Promise<SchedulePage> {
    const rows = await rowsOf<Record<string, unknown>>(this.schedules.manager, LIST, [after, limit]);
    return {
      schedules: rows.map((row) => this.scheduleFrom(row)),
      hasMore: Number(rows[0]?.found ?? 0) > rows.length,
    };
  }

  find(id: string): Promise<Schedule | null> {
    return this.schedules.findOneBy({ id });
  }

  /** Null where the name is taken. */
  async insert(id: string, content: ScheduleContent): Promise<Schedule | null> {
    return (await this.read(INSERT, [id, ...columns(content)]))[0] ?? null;
  }

  /**
   * Writes a schedule that was computed from the one that was read.
   * @returns `moved` where it fired or was changed or removed since then
   */
  async change(read: Schedule, content: ScheduleContent): Promise<Schedule | 'moved' | 'name_taken'> {
    try {
      return (
        (await this.read(CHANGE, [read.id, ...columns(content), read.version, read.nextRunAt]))[0] ?? 'moved'
      );
    } catch (error) {
      if (isDuplicate(error, 'schedules_name')) return 'name_taken';
      throw error;
    }
  }

  /** Its tasks stay. False where it is not there. */
  async remove(id: string): Promise<boolean> {
    return (
      (await rowsOf(this.schedules.manager, 'DELETE FROM schedules WHERE id = $1 RETURNING id', [id]))
        .length > 0
    );
  }

  /** – to PENDING, by hand; null where the schedule is not there. */
  async trigger(id: string, taskId: string): Promise<Task | null> {
    return (await this.accept(TRIGGER, [id, taskId]))[0] ?? null;
  }

  /** Those whose time has come, those that wait longest first; nothing is locked, `fire` decides. */
  due(limit: number): Promise<DueSchedule[]> {
    return rowsOf(this.schedules.manager, DUE, [limit]);
  }

  /** – to PENDING, by time. @returns the tasks of those that nobody else fired */
  fire(firings: readonly (Firing & { readonly taskId: string })[]): Promise<Task[]> {
    return this.accept(FIRE, [JSON.stringify(firings)]);
  }

  /**
   * Leaves firings out.
   * @param firings with the reason, where it is an error.
   * @returns how many nobody else moved
   */
  async skip(firings: readonly (Firing & { readonly error?: string })[]): Promise<number> {
    return (await rowsOf(this.schedules.manager, SKIP, [JSON.stringify(firings)])).length;
  }

  private async read(statement: string, parameters: readonly unknown[]): Promise<Schedule[]> {
    const rows = await rowsOf<Record<string, unknown>>(this.schedules.manager, statement, parameters);
    return rows.map((row) => this.scheduleFrom(row));
  }

  private scheduleFrom(row: Record<string, unknown>): Schedule {
    return entityFrom<Schedule>(this.schedules.metadata, row);
  }

  private async accept(statement: string, parameters: readonly unknown[]): Promise<Task[]> {
    const rows = await rowsOf<Record<string, unknown>>(this.tasks.manager, statement, parameters);
    return rows.map((row) => entityFrom<Task>(this.tasks.metadata, row));
  }
}

function columns({
  name,
  cron,
  everyMs,
  timeZone,
  task,
  template,
  enabled,
  catchUp,
  nextRunAt,
}: ScheduleContent): unknown[] {
  return [name, cron, everyMs, timeZone, task, template, enabled, catchUp, nextRunAt];
}

// A page ends at so many bytes, but not before its first schedule.
const LIST = sql`
  WITH page AS (SELECT * FROM schedules WHERE name > $1 ORDER BY name LIMIT $2::int + 1)
  SELECT measured.*, (SELECT count(*) FROM page)::int AS found FROM (
    SELECT page.*, row_number() OVER (ORDER BY name) AS place,
      sum(octet_length(task::text)) OVER (ORDER BY name) AS bytes FROM page
  ) AS measured WHERE place <= $2 AND (place = 1 OR bytes <= ${PAGE_BYTES}) ORDER BY name`;

const INSERT = sql`
  INSERT INTO schedules (id, name, cron, every_ms, time_zone, task, template, enabled, catch_up, next_run_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (name) DO NOTHING RETURNING *`;

const CHANGE = sql`
  UPDATE schedules SET
    name = $2, cron = $3, every_ms = $4, time_zone = $5, task = $6, template = $7, enabled = $8,
    catch_up = $9, next_run_at = $10,
    version = version + 1, updated_at = now_ms()
  WHERE id = $1 AND version = $11 AND next_run_at IS NOT DISTINCT FROM $12
  RETURNING *`;

const DUE = sql`
  SELECT id, name, cron, every_ms AS "everyMs", time_zone AS "timeZone", catch_up AS "catchUp", version,
    next_run_at AS "fireTime", now_ms() AS now
  FROM schedules WHERE next_run_at <= now() ORDER BY next_run_at LIMIT $1`;
