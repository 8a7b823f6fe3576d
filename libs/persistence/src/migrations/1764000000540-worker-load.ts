import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a worker's process uses, as of its last heartbeat; null for one of an older version. */
export class WorkerLoad1764000000540 implements MigrationInterface {
  readonly name = 'WorkerLoad1764000000540';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE workers ADD COLUMN memory_bytes bigint, ADD COLUMN cpu_ratio double precision',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workers DROP COLUMN memory_bytes, DROP COLUMN cpu_ratio');
  }
}
