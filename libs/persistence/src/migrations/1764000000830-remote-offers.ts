import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from '../migrating/concurrent-indexes.js';

/** What waits for workers over HTTP, by type, the most urgent first. Other tasks have no entry in it. */
export class RemoteOffers1764000000830 implements MigrationInterface {
  readonly name = 'RemoteOffers1764000000830';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, Object.keys(INDEXES));
  }
}

const INDEXES = {
  tasks_offered: `ON tasks (type, priority, due_at, id) WHERE status = 'PENDING' AND remote`,
};
