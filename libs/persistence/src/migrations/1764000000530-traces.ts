import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trace that a task belongs to: a W3C traceparent, null where it was submitted untraced. */
export class Traces1764000000530 implements MigrationInterface {
  readonly name = 'Traces1764000000530';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tasks ADD COLUMN traceparent text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tasks DROP COLUMN traceparent');
  }
}
