import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from '../migrating/concurrent-indexes.js';

/** What waits for workers over HTTP, with its queue: one that is paused or full is passed as a whole. */
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
