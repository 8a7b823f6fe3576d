import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from '../migrating/concurrent-indexes.js';

/**
 * What the broker holds, in the order in which it was given: who looks can leave out what went before the
 * oldest that is still there. The index before was in the order of ids, in which nothing ends.
 */
export class DispatchWindow1764000000826 implements MigrationInterface {
  readonly name = 'DispatchWindow1764000000826';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, GIVEN);
    await dropIndexes(runner, Object.keys(DISPATCHED));
  }

  async down(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, DISPATCHED);
    await dropIndexes(runner, Object.keys(GIVEN));
  }
}

const GIVEN: Readonly<Record<string, string>> = {
  tasks_given: `ON tasks (queue, priority DESC, dispatched_at, id) WHERE status = 'PENDING' AND dispatched_at IS NOT NULL`,
};

const DISPATCHED: Readonly<Record<string, string>> = {
  tasks_dispatched: `ON tasks (queue, priority DESC, id) WHERE status = 'PENDING' AND dispatched_at IS NOT NULL`,
};
