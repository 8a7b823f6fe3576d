import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which submissions a client's Idempotency-Key stands for. */
export class IdempotencyKeys1764000000400 implements MigrationInterface {
  readonly name = 'IdempotencyKeys1764000000400';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [TABLE, OLDEST]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
  }
}

// No foreign key to tasks: a key holds for its 24 hours also where its task was deleted meanwhile, or it
// would run again.
const TABLE = `
  CREATE TABLE idempotency_keys (
    caller text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    task_ids uuid[] NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now_ms(),
    PRIMARY KEY (caller, key)
  )`;

const OLDEST = 'CREATE INDEX idempotency_keys_oldest ON idempotency_keys (created_at)';
