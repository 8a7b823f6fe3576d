import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One index less to write with every change of a task; what it was for is read from `tasks_undispatched`. */
export class HotPaths1764000000550 implements MigrationInterface {
  readonly name = 'HotPaths1764000000550';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX tasks_next_due');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX tasks_next_due ON tasks (due_at) WHERE status = 'PENDING' AND dispatched_at IS NULL`,
    );
  }
}
