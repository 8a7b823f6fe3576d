import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks that a bulk action passed because somebody else held them. */
export class BulkLeftOver1764000000812 implements MigrationInterface {
  readonly name = 'BulkLeftOver1764000000812';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bulk_actions
        ADD COLUMN left_over uuid[] NOT NULL DEFAULT '{}',
        ADD COLUMN wait_until timestamptz(3)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bulk_actions DROP COLUMN left_over, DROP COLUMN wait_until');
  }
}
