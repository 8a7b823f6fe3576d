import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts what is there. The triggers are in force for everybody by now, so that a look at one moment is
 * right, and nobody waits.
 */
export class QueueCountsTakenOver1764000000822 implements MigrationInterface {
  readonly name = 'QueueCountsTakenOver1764000000822';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT correct_queue_counts()');
  }

  async down(): Promise<void> {
    // the tables go with the migration before
  }
}
