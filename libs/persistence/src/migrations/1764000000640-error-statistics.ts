import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Failed tasks by type and code, minute by minute and hour by hour. They have a pointer of their own, which
 * begins eight days ago: the tasks of an earlier version are counted, and its processes, which run on for a
 * while, leave it alone.
 */
export class ErrorStatistics1764000000640 implements MigrationInterface {
  readonly name = 'ErrorStatistics1764000000640';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...remember(`, error->>'code'`, `, OLD.error->>'code'`, BOTH), VIEW])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW task_failures');
    for (const statement of remember('', '', 'rolled_up_to')) await runner.query(statement);
    await runner.query('ALTER TABLE forgotten_tasks DROP COLUMN error_code');
    await runner.query('ALTER TABLE statistics_state DROP COLUMN errors_rolled_up_to');
    await runner.query('DROP TABLE error_statistics');
  }
}

const TABLES = [
  `CREATE TABLE error_statistics (
     span smallint NOT NULL,
     at timestamptz(3) NOT NULL,
     type text NOT NULL,
     code text NOT NULL,
     tasks bigint NOT NULL,
     PRIMARY KEY (span, at, type, code)
   )`,
  'ALTER TABLE forgotten_tasks ADD COLUMN error_code text',
  'ALTER TABLE statistics_state ADD COLUMN errors_rolled_up_to timestamptz(3)',
  `UPDATE statistics_state SET errors_rolled_up_to = date_trunc('hour',
     greatest(now() - interval '8 days', (SELECT coalesce(min(created_at), now()) FROM tasks)))`,
  'ALTER TABLE statistics_state ALTER COLUMN errors_rolled_up_to SET NOT NULL',
];

const BOTH = 'least(rolled_up_to, errors_rolled_up_to)';

/** What the triggers on tasks keep of a task that is removed or run again before it is counted. */
const remember = (codeOfGone: string, codeOfOld: string, counted: string): string[] => [
  `CREATE OR REPLACE FUNCTION remember_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO forgotten_tasks
     SELECT created_at, finished_at, type, status, due_at, started_at, usage${codeOfGone} FROM gone
     WHERE finished_at >= (SELECT ${counted} FROM statistics_state);
     RETURN NULL;
   END $$`,
  `CREATE OR REPLACE FUNCTION remember_reopened() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO forgotten_tasks
     SELECT NULL, OLD.finished_at, OLD.type, OLD.status, OLD.due_at, OLD.started_at, OLD.usage${codeOfOld}
     WHERE OLD.finished_at >= (SELECT ${counted} FROM statistics_state);
     RETURN NULL;
   END $$`,
];

const VIEW = `
  CREATE VIEW task_failures AS
    SELECT finished_at AS at, type, coalesce(error->>'code', 'internal') AS code FROM tasks WHERE status = 'FAILED' AND finished_at IS NOT NULL
    UNION ALL
    SELECT finished_at, type, coalesce(error_code, 'internal') FROM forgotten_tasks WHERE status = 'FAILED'`;
