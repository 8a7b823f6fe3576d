import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Second evidence for leases, answers that can be asked for again, types that workers know. No row is
 * written: the columns are empty.
 */
export class Leases1764000000810 implements MigrationInterface {
  readonly name = 'Leases1764000000810';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE tasks DROP COLUMN first_due_at, DROP COLUMN given_back, DROP COLUMN given_back_as',
    );
    await runner.query('ALTER TABLE workers DROP COLUMN types');
    await runner.query('ALTER TABLE task_attempts DROP COLUMN settled_by');
    await runner.query('DROP TABLE busy_leases, reconciler_passes');
  }
}

const STATEMENTS = [
  // The lock on tasks comes first, as in every statement that changes a task and its attempts. Of a task that
  // workers gave back because they do not know its type: how often, under which delivery, and when it was due
  // before. Any other delivery makes them void, so that versions without these columns need not know of them.
  `ALTER TABLE tasks
     ADD COLUMN first_due_at timestamptz(3),
     ADD COLUMN given_back integer,
     ADD COLUMN given_back_as integer`,
  // Leases whose rows somebody else held at the last heartbeat. No foreign key: it would have to lock the
  // row.
  `CREATE TABLE busy_leases (
     token uuid PRIMARY KEY,
     until timestamptz(3) NOT NULL
   )`,
  // One row a process, so that none waits for another. Nothing is reclaimed before the last quiet_until.
  `CREATE TABLE reconciler_passes (
     process uuid PRIMARY KEY,
     at timestamptz(3) NOT NULL,
     quiet_until timestamptz(3)
   )`,
  // The token of the settlement that ended the attempt: who asks again gets the same answer.
  'ALTER TABLE task_attempts ADD COLUMN settled_by uuid',
  // Null for a worker of an older version, which takes whatever its queues have.
  'ALTER TABLE workers ADD COLUMN types text[]',
];
