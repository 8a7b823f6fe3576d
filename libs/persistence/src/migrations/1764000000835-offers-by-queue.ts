import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from '../migrating/concurrent-indexes.js';

/**
 * The queue stands in the index of what waits for workers over HTTP: where it is paused or full, its tasks are
 * passed as a whole and not one by one.
 */
export class OffersByQueue1764000000835 implements MigrationInterface {
  readonly name = 'OffersByQueue1764000000835';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, AFTER);
    await dropIndexes(runner, Object.keys(BEFORE));
  }

  async down(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, BEFORE);
    await dropIndexes(runner, Object.keys(AFTER));
  }
}

const BEFORE = {
  tasks_offered: `ON tasks (type, priority, due_at, id) WHERE status = 'PENDING' AND remote`,
};

const AFTER = {
  tasks_offered_by_queue: `ON tasks (type, queue, priority, due_at, id) WHERE status = 'PENDING' AND remote`,
};
