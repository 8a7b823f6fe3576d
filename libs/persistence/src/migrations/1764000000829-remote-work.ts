import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Task types that workers registered over HTTP, and what such workers need. Processes of earlier versions
 * write and read none of it: their tasks have a null in `remote`, as all that are there.
 */
export class RemoteWork1764000000829 implements MigrationInterface {
  readonly name = 'RemoteWork1764000000829';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `CREATE TABLE task_types (
     name text PRIMARY KEY,
     queue text NOT NULL,
     description text NOT NULL,
     input_schema jsonb NOT NULL,
     result_schema jsonb NOT NULL,
     examples jsonb NOT NULL,
     max_attempts integer NOT NULL,
     timeout_ms integer NOT NULL,
     retry_delay_ms integer NOT NULL,
     updated_at timestamptz(3) NOT NULL DEFAULT now_ms()
   )`,
  'ALTER TABLE tasks ADD COLUMN remote boolean',
  'ALTER TABLE workers ADD COLUMN name text, ADD COLUMN remote boolean, ALTER COLUMN pid DROP NOT NULL',
  'ALTER TABLE task_texts ADD COLUMN bytes bigint NOT NULL DEFAULT 0',
];

const DOWN = [
  'ALTER TABLE task_texts DROP COLUMN bytes',
  'DELETE FROM workers WHERE pid IS NULL',
  'ALTER TABLE workers DROP COLUMN name, DROP COLUMN remote, ALTER COLUMN pid SET NOT NULL',
  'ALTER TABLE tasks DROP COLUMN remote',
  'DROP TABLE task_types',
];
