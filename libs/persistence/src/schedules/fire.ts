import { sql } from '../sql.js';
import { acceptFrom, NEW_TASK_COLUMNS } from '../tasks/transitions/accept.js';

/** What a process read of a schedule, and where it goes from there. */
export interface Firing {
  readonly id: string;
  readonly version: number;
  /** The firing that is made or left out. */
  readonly fireTime: Date;
  readonly nextRunAt: Date | null;
}

/**
 * $1 is a JSON array of firings. Those that another process moves or has moved, or that a person changed, are
 * not picked.
 */
const PICKED = sql`
  said AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS f(id uuid, version int, "fireTime" timestamptz, "nextRunAt" timestamptz, "taskId" uuid, error text)
  ), picked AS (
    SELECT said.* FROM schedules s JOIN said ON said.id = s.id
    WHERE s.version = said.version AND s.next_run_at = said."fireTime"
    FOR UPDATE OF s SKIP LOCKED
  )`;

const filesOf = (schedule: string): string =>
  sql`jsonb_array_elements_text(coalesce(nullif(${schedule}.template->'fileIds', 'null'), '[]')) AS file(id)`;

/**
 * Files that the new tasks refer to and nobody else holds; a schedule with one that is held is left for the
 * next look.
 */
const FREE_FILES = sql`
  free_files AS MATERIALIZED (
    SELECT id FROM files WHERE id IN (
      SELECT file.id::uuid FROM picked JOIN schedules USING (id) CROSS JOIN LATERAL ${filesOf('schedules')}
    ) FOR KEY SHARE SKIP LOCKED
  )`;

/** The tasks of the schedules in the CTE `fired`. */
const GIVEN = sql`
  given AS (
    SELECT g.* FROM fired f CROSS JOIN LATERAL jsonb_to_record(
      f.template || jsonb_build_object('id', f."taskId", 'scheduleId', f.id, 'scheduledFor', f."fireTime")
    ) AS g(${NEW_TASK_COLUMNS})
    -- A clock that was set back may bring a plan to a time that it has had.
    WHERE NOT EXISTS (SELECT FROM tasks WHERE schedule_id = f.id AND scheduled_for = f."fireTime")
  )`;

/**
 * Moves schedules on and inserts their tasks in one statement: no firing without its task, no task without
 * its firing.
 */
export const FIRE = acceptFrom(sql`${PICKED}, ${FREE_FILES}, fired AS (
    UPDATE schedules s SET next_run_at = p."nextRunAt", last_run_at = now_ms(), last_task_id = p."taskId",
      last_error = NULL
    FROM picked p WHERE s.id = p.id AND NOT EXISTS (
      SELECT FROM ${filesOf('s')} JOIN files f ON f.id = file.id::uuid
      WHERE f.id NOT IN (SELECT id FROM free_files))
    RETURNING s.id, s.template, p."taskId", p."fireTime"
  ), ${GIVEN}`);

/** Moves schedules on without a task. */
export const SKIP = sql`
  WITH ${PICKED}
  UPDATE schedules s SET next_run_at = p."nextRunAt", last_error = coalesce(p.error, s.last_error)
  FROM picked p WHERE s.id = p.id
  RETURNING s.id`;

/** A task of $1 now, with the id $2; the plan stays as it is. */
export const TRIGGER = acceptFrom(sql`fired AS (
    UPDATE schedules SET last_run_at = now_ms(), last_task_id = $2, last_error = NULL WHERE id = $1
    RETURNING id, template, $2::uuid AS "taskId", NULL::timestamptz AS "fireTime"
  ), ${GIVEN}`);
