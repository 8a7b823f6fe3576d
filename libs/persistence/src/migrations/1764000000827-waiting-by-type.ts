import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from '../migrating/concurrent-indexes.js';

/**
 * Lists of what waits of a type that hardly waits, while very many tasks of others do. An entry goes with the
 * claim.
 */
export class WaitingByType1764000000827 implements MigrationInterface {
  readonly name = 'WaitingByType1764000000827';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, Object.keys(INDEXES));
  }
}

const INDEXES = {
  tasks_waiting_by_type: "ON tasks (type, created_at DESC, id DESC) WHERE status = 'PENDING'",
};
