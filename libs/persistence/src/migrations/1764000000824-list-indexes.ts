import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from '../migrating/concurrent-indexes.js';

/**
 * Lists of a rare queue, of a type's failures, and by the end with a worker or an error's code. A task that
 * succeeds costs two entries.
 */
export class ListIndexes1764000000824 implements MigrationInterface {
  readonly name = 'ListIndexes1764000000824';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, Object.keys(INDEXES));
  }
}

const INDEXES = {
  tasks_newest_by_queue: 'ON tasks (queue, created_at DESC, id DESC)',
  tasks_newest_failed_by_type:
    "ON tasks (type, status, created_at DESC, id DESC) WHERE status IN ('FAILED', 'CANCELLED')",
  tasks_finished_by_worker:
    'ON tasks (worker_id, finished_at DESC, id DESC) WHERE worker_id IS NOT NULL AND finished_at IS NOT NULL',
  tasks_finished_with_error: `ON tasks ((error->>'code'), finished_at DESC, id DESC) WHERE error IS NOT NULL AND finished_at IS NOT NULL`,
};
