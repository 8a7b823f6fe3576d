import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What event streams need: who wrote how much text, and the changes of all tasks in the order of their ids.
 */
export class EventStreams1764000000200 implements MigrationInterface {
  readonly name = 'EventStreams1764000000200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX task_events_changes');
    await runner.query('DROP TABLE task_texts');
  }
}

const STATEMENTS = [
  // One narrow row for each task that generates text. It makes writing text idempotent: a flush that is
  // written again after an unclear answer is recognised by its number. It also says whose pieces of text are
  // still there to be dropped.
  `CREATE TABLE task_texts (
     task_id uuid PRIMARY KEY REFERENCES tasks ON DELETE CASCADE,
     delivery integer NOT NULL,
     flush integer NOT NULL,
     written_at timestamptz(3) NOT NULL DEFAULT now_ms()
   ) WITH (fillfactor = 50)`,
  // For the stream of all tasks; pieces of text, which are many, stay out.
  `CREATE INDEX task_events_changes ON task_events (id) WHERE event IN ('status', 'progress')`,
];
