import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Recurring tasks. */
export class Schedules1764000000410 implements MigrationInterface {
  readonly name = 'Schedules1764000000410';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [TABLE, COLUMNS, ...INDEXES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tasks DROP COLUMN schedule_id, DROP COLUMN scheduled_for');
    await runner.query('DROP TABLE schedules');
  }
}

const TABLE = `
  CREATE TABLE schedules (
    id uuid PRIMARY KEY,
    name text NOT NULL CONSTRAINT schedules_name UNIQUE,
    cron text,
    every_ms double precision CHECK (every_ms >= 1000),
    time_zone text NOT NULL,
    task jsonb NOT NULL,
    template jsonb NOT NULL,
    enabled boolean NOT NULL,
    catch_up boolean NOT NULL,
    next_run_at timestamptz(3),
    last_run_at timestamptz(3),
    last_task_id uuid,
    last_error text,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL DEFAULT now_ms(),
    updated_at timestamptz(3) NOT NULL DEFAULT now_ms(),
    CHECK ((cron IS NULL) <> (every_ms IS NULL)),
    CHECK (enabled OR next_run_at IS NULL)
  )`;

// No foreign key: a task outlives its schedule and still says which one made it, without an UPDATE of all its
// tasks.
const COLUMNS = 'ALTER TABLE tasks ADD COLUMN schedule_id uuid, ADD COLUMN scheduled_for timestamptz(3)';

const INDEXES = [
  'CREATE INDEX schedules_due ON schedules (next_run_at) WHERE next_run_at IS NOT NULL',
  // Each firing once, whatever a process believes.
  'CREATE UNIQUE INDEX tasks_firing ON tasks (schedule_id, scheduled_for) WHERE scheduled_for IS NOT NULL',
  'CREATE INDEX tasks_of_schedule ON tasks (schedule_id, created_at DESC, id DESC) WHERE schedule_id IS NOT NULL',
];
