import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many tasks of each queue wait or have failed, kept up by triggers, whichever version writes. What a
 * statement changes is one more row, in its own transaction, so that no two writers meet in a row; now and
 * then such rows are folded into the counts.
 */
export class QueueCounts1764000000821 implements MigrationInterface {
  readonly name = 'QueueCounts1764000000821';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...FUNCTIONS, ...TRIGGERS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(CHANGES))
      await runner.query(`DROP TRIGGER tasks_counted_${name} ON tasks`);
    await runner.query('DROP FUNCTION count_inserted_tasks(), count_updated_tasks(), count_deleted_tasks()');
    await runner.query('DROP FUNCTION fold_queue_counts(), correct_queue_counts()');
    await runner.query('DROP VIEW queue_counts_now');
    await runner.query('DROP FUNCTION count_of(text, timestamptz, timestamptz)');
    await runner.query('DROP TABLE queue_counts, queue_count_changes, queue_count_state');
  }
}

/** Serialises those who fold; any number will do that nobody else uses. */
const FOLD_LOCK = 3_220_714_518;

/** Small tables that change with every task: they are vacuumed by their changes, not by their size. */
const OFTEN =
  '(autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000)';

const COLUMNS =
  'queue text NOT NULL, status text NOT NULL, due timestamptz(3) NOT NULL, tasks bigint NOT NULL';

const TABLES = [
  `CREATE TABLE queue_counts (${COLUMNS}, PRIMARY KEY (queue, status, due)) WITH ${OFTEN}`,
  `CREATE TABLE queue_count_changes (${COLUMNS}) WITH ${OFTEN}`,
  `CREATE TABLE queue_count_state (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     checked_at timestamptz(3) NOT NULL DEFAULT now_ms()
   )`,
  'INSERT INTO queue_count_state DEFAULT VALUES',
];

const CHANGES = {
  inserted: { event: 'INSERT', tables: 'NEW TABLE AS added', rows: 'SELECT *, 1 AS tasks FROM added' },
  updated: {
    event: 'UPDATE',
    tables: 'OLD TABLE AS before NEW TABLE AS after',
    rows: 'SELECT *, 1 AS tasks FROM after UNION ALL SELECT *, -1 FROM before',
  },
  deleted: { event: 'DELETE', tables: 'OLD TABLE AS gone', rows: 'SELECT *, -1 AS tasks FROM gone' },
};

const FUNCTIONS = [
  // Which count a task is in: what waits for a later time is counted by the second of that time, or by the
  // minute where it is far ahead, so that there are never more counts than minutes. Null for what is not
  // counted.
  `CREATE FUNCTION count_of(status text, due_at timestamptz, updated_at timestamptz) RETURNS timestamptz
     LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
     SELECT CASE
       WHEN status = 'FAILED' OR status = 'PENDING' AND due_at <= updated_at THEN '-infinity'::timestamptz
       WHEN status <> 'PENDING' THEN NULL
       WHEN extract(epoch FROM due_at - updated_at) < 600 THEN date_bin('1 second', due_at, '2000-01-01T00:00:00Z')
       ELSE date_bin('1 minute', due_at, '2000-01-01T00:00:00Z')
     END $$`,
  ...Object.entries(CHANGES).map(
    ([name, { rows }]) => `CREATE FUNCTION count_${name}_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       INSERT INTO queue_count_changes
       SELECT queue, status, due, sum(tasks) FROM (
         SELECT queue, status, count_of(status, due_at, updated_at) AS due, tasks FROM (${rows}) AS changed
       ) AS counted
       WHERE due IS NOT NULL GROUP BY queue, status, due HAVING sum(tasks) <> 0;
       RETURN NULL;
     END $$`,
  ),
  // Each statement sees what was committed before it; a reader sees all of it or nothing. What has become due
  // is one count.
  `CREATE FUNCTION fold_queue_counts() RETURNS void LANGUAGE plpgsql AS $$
     BEGIN
       IF NOT pg_try_advisory_xact_lock(${FOLD_LOCK}) THEN RETURN; END IF;
       WITH changes AS (
         DELETE FROM queue_count_changes RETURNING *
       ), due AS (
         DELETE FROM queue_counts c WHERE c.due > '-infinity' AND (c.due <= now() OR c.tasks = 0) RETURNING *
       )
       INSERT INTO queue_counts AS known
       SELECT queue, status, CASE WHEN folded.due <= now() THEN '-infinity' ELSE folded.due END, sum(tasks)
       FROM (TABLE changes UNION ALL TABLE due) AS folded GROUP BY 1, 2, 3 HAVING sum(tasks) <> 0
       ON CONFLICT (queue, status, due) DO UPDATE SET tasks = known.tasks + excluded.tasks;
     END $$`,
  `CREATE VIEW queue_counts_now AS
     SELECT queue, status, CASE WHEN due <= now() THEN '-infinity' ELSE due END AS due, sum(tasks) AS tasks
     FROM (TABLE queue_counts UNION ALL TABLE queue_count_changes) AS counted GROUP BY 1, 2, 3`,
  // One statement, and so one moment: what is being written meanwhile is neither in the tasks nor in the
  // counts that it sees.
  `CREATE FUNCTION correct_queue_counts() RETURNS bigint LANGUAGE sql AS $$
     WITH truth AS (
       SELECT queue, status, CASE WHEN due <= now() THEN '-infinity' ELSE due END AS due, count(*) AS tasks FROM (
         SELECT queue, status, count_of(status, due_at, updated_at) AS due FROM tasks WHERE status IN ('PENDING', 'FAILED')
       ) AS counted GROUP BY 1, 2, 3
     ), corrected AS (
       INSERT INTO queue_count_changes
       SELECT queue, status, due, coalesce(truth.tasks, 0) - coalesce(known.tasks, 0)
       FROM queue_counts_now AS known FULL JOIN truth USING (queue, status, due)
       WHERE coalesce(truth.tasks, 0) <> coalesce(known.tasks, 0)
       RETURNING queue
     )
     SELECT count(*) FROM corrected $$`,
];

const TRIGGERS = Object.entries(CHANGES).map(
  ([
    name,
    { event, tables },
  ]) => `CREATE TRIGGER tasks_counted_${name} AFTER ${event} ON tasks REFERENCING ${tables}
     FOR EACH STATEMENT EXECUTE FUNCTION count_${name}_tasks()`,
);
