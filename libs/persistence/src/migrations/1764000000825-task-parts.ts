import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What belongs to a task goes with it by one trigger a statement, in place of foreign keys, which look once
 * for each task into each of these tables, when a task is removed, and once for each row that is written. See
 * docs/decisions/0016.
 */
export class TaskParts1764000000825 implements MigrationInterface {
  readonly name = 'TaskParts1764000000825';

  async up(runner: QueryRunner): Promise<void> {
    await lock(runner);
    for (const table of PARTS)
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_task_id_fkey`);
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await lock(runner);
    await runner.query('DROP TRIGGER tasks_parts_removed ON tasks');
    await runner.query('DROP TRIGGER file_reference_made ON file_references');
    await runner.query('DROP FUNCTION remove_parts_of_tasks(), file_reference_made()');
    for (const table of PARTS) {
      await runner.query(`DELETE FROM ${table} WHERE NOT EXISTS (SELECT FROM tasks WHERE id = task_id)`);
      await runner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks ON DELETE CASCADE`,
      );
    }
  }
}

/**
 * Their rows are written by statements that hold the row of the task, but for references to files, which look
 * for it.
 */
const PARTS = [
  ...['task_attempts', 'task_events', 'task_search', 'task_logs', 'task_texts'],
  ...['task_webhooks', 'webhook_deliveries', 'file_references'],
];

/** The lock on tasks comes first, as in every statement that changes a task and its parts. */
async function lock(runner: QueryRunner): Promise<void> {
  await runner.query(`LOCK TABLE tasks, ${PARTS.join(', ')} IN ACCESS EXCLUSIVE MODE`);
}

const STATEMENTS = [
  // By an array: joined with the removed rows, of which the planner knows nothing, the whole of a table would
  // be read.
  `CREATE FUNCTION remove_parts_of_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     ids uuid[] := ARRAY(SELECT id FROM gone);
   BEGIN
     IF cardinality(ids) = 0 THEN RETURN NULL; END IF;
     ${PARTS.map((table) => `DELETE FROM ${table} WHERE task_id = ANY(ids);`).join('\n     ')}
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER tasks_parts_removed AFTER DELETE ON tasks REFERENCING OLD TABLE AS gone
     FOR EACH STATEMENT EXECUTE FUNCTION remove_parts_of_tasks()`,
  // A reference keeps its file: one without its task would keep it for ever. After the statement, which may
  // make the task too.
  `CREATE FUNCTION file_reference_made() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     PERFORM FROM tasks WHERE id = NEW.task_id FOR KEY SHARE;
     IF NOT FOUND THEN RAISE EXCEPTION 'there is no task %', NEW.task_id USING ERRCODE = 'foreign_key_violation'; END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER file_reference_made AFTER INSERT ON file_references
     FOR EACH ROW EXECUTE FUNCTION file_reference_made()`,
];
