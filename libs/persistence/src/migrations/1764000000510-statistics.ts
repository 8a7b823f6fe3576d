import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened, minute by minute and hour by hour, kept when the tasks themselves are gone. */
export class Statistics1764000000510 implements MigrationInterface {
  readonly name = 'Statistics1764000000510';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...FORGOTTEN, ...VIEWS, FAILED_INDEX]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX tasks_failed');
    await runner.query('DROP TRIGGER tasks_forgotten ON tasks');
    await runner.query('DROP TRIGGER tasks_reopened ON tasks');
    await runner.query('DROP VIEW task_happenings, task_durations, task_tokens');
    await runner.query('DROP FUNCTION remember_forgotten(), remember_reopened(), duration_bucket(interval)');
    await runner.query(
      'DROP TABLE statistics_state, task_statistics, duration_statistics, token_statistics, queue_samples, forgotten_tasks',
    );
  }
}

/** span: 1 for a minute, 60 for an hour, which begins at `at`. */
const TABLES = [
  // All before rolled_up_to is in the tables below; all after it is read from the tasks.
  `CREATE TABLE statistics_state (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     rolled_up_to timestamptz(3) NOT NULL
   )`,
  `INSERT INTO statistics_state (rolled_up_to) SELECT date_trunc('minute', coalesce(min(created_at), now())) FROM tasks`,
  `CREATE TABLE task_statistics (
     span smallint NOT NULL,
     at timestamptz(3) NOT NULL,
     type text NOT NULL,
     happening text NOT NULL CHECK (happening IN ('ACCEPTED', 'COMPLETED', 'FAILED', 'CANCELLED')),
     tasks bigint NOT NULL,
     PRIMARY KEY (span, at, type, happening)
   )`,
  `CREATE TABLE duration_statistics (
     span smallint NOT NULL,
     at timestamptz(3) NOT NULL,
     type text NOT NULL,
     kind text NOT NULL CHECK (kind IN ('wait', 'run')),
     bucket smallint NOT NULL,
     tasks bigint NOT NULL,
     PRIMARY KEY (span, at, type, kind, bucket)
   )`,
  `CREATE TABLE token_statistics (
     span smallint NOT NULL,
     at timestamptz(3) NOT NULL,
     provider text NOT NULL,
     model text NOT NULL,
     tasks bigint NOT NULL,
     input_tokens bigint NOT NULL,
     output_tokens bigint NOT NULL,
     PRIMARY KEY (span, at, provider, model)
   )`,
  `CREATE TABLE queue_samples (
     at timestamptz(3) NOT NULL,
     queue text NOT NULL,
     waiting integer NOT NULL,
     active integer NOT NULL,
     oldest_age_seconds real,
     PRIMARY KEY (at, queue)
   )`,
];

/** Tasks that were removed, or run again by hand, after they ended and before they were counted. */
const FORGOTTEN = [
  `CREATE TABLE forgotten_tasks (
     accepted_at timestamptz(3),
     finished_at timestamptz(3) NOT NULL,
     type text NOT NULL,
     status text NOT NULL,
     due_at timestamptz(3) NOT NULL,
     started_at timestamptz(3),
     usage jsonb
   )`,
  'CREATE INDEX forgotten_tasks_accepted ON forgotten_tasks (accepted_at)',
  'CREATE INDEX forgotten_tasks_finished ON forgotten_tasks (finished_at)',
  // A removal that reads an old rolled_up_to keeps what is counted already; nobody looks before the new one.
  `CREATE FUNCTION remember_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO forgotten_tasks
     SELECT created_at, finished_at, type, status, due_at, started_at, usage FROM gone
     WHERE finished_at >= (SELECT rolled_up_to FROM statistics_state);
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER tasks_forgotten AFTER DELETE ON tasks REFERENCING OLD TABLE AS gone
     FOR EACH STATEMENT EXECUTE FUNCTION remember_forgotten()`,
  `CREATE FUNCTION remember_reopened() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO forgotten_tasks
     SELECT NULL, OLD.finished_at, OLD.type, OLD.status, OLD.due_at, OLD.started_at, OLD.usage
     WHERE OLD.finished_at >= (SELECT rolled_up_to FROM statistics_state);
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER tasks_reopened AFTER UPDATE ON tasks FOR EACH ROW
     WHEN (OLD.finished_at IS NOT NULL AND NEW.finished_at IS NULL) EXECUTE FUNCTION remember_reopened()`,
];

/** How many of a queue have failed, without a look at all that ended. */
const FAILED_INDEX = `CREATE INDEX tasks_failed ON tasks (queue) WHERE status = 'FAILED'`;

const ENDED = `
  SELECT finished_at AS at, type, status, due_at, started_at, finished_at, usage FROM tasks WHERE finished_at IS NOT NULL
  UNION ALL
  SELECT finished_at, type, status, due_at, started_at, finished_at, usage FROM forgotten_tasks`;

const VIEWS = [
  // Bucket b holds durations up to 1.2^b ms: percentiles are right to a tenth, from a millisecond to days in
  // 120 buckets.
  `CREATE FUNCTION duration_bucket(duration interval) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
     AS $$ SELECT greatest(0, ceil(ln(greatest(extract(epoch FROM duration)::float8 * 1000, 1)) / ln(1.2::float8)))::smallint $$`,
  `CREATE VIEW task_happenings AS
     SELECT created_at AS at, type, 'ACCEPTED' AS happening FROM tasks
     UNION ALL SELECT accepted_at, type, 'ACCEPTED' FROM forgotten_tasks
     UNION ALL SELECT at, type, status FROM (${ENDED}) AS ended`,
  // A task that was cancelled between two attempts has started_at < due_at, and no run that ended with it.
  `CREATE VIEW task_durations AS
     SELECT at, type, kind, duration_bucket(duration) AS bucket FROM (${ENDED}) AS ended
     CROSS JOIN LATERAL (VALUES ('wait', started_at - due_at), ('run', finished_at - started_at)) AS one(kind, duration)
     WHERE started_at >= due_at`,
  `CREATE VIEW task_tokens AS
     SELECT at, usage->>'provider' AS provider, usage->>'model' AS model,
       (usage->>'inputTokens')::bigint AS input_tokens, (usage->>'outputTokens')::bigint AS output_tokens
     FROM (${ENDED}) AS ended WHERE usage IS NOT NULL`,
];
