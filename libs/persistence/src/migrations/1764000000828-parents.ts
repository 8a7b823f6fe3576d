import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The task that a task belongs to. Nothing sets it yet. */
export class Parents1764000000828 implements MigrationInterface {
  readonly name = 'Parents1764000000828';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tasks ADD COLUMN parent_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tasks DROP COLUMN parent_id');
  }
}
