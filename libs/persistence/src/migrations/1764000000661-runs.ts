import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a handler's idempotency key is made of. */
export class Runs1764000000661 implements MigrationInterface {
  readonly name = 'Runs1764000000661';

  async up(runner: QueryRunner): Promise<void> {
    // Constant defaults: no row is written.
    await runner.query(`
      ALTER TABLE tasks
        ADD COLUMN retries_by_hand integer NOT NULL DEFAULT 0,
        ADD COLUMN attempts_ended integer NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tasks DROP COLUMN retries_by_hand, DROP COLUMN attempts_ended');
  }
}
