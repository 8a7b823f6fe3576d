import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from '../migrating/concurrent-indexes.js';

/**
 * Indexes for the filters of lists: by worker, by error's code, by metadata. None of them has an entry for a
 * task that was just accepted without metadata. They are built beside a system that runs: no transaction, and
 * writes go on meanwhile.
 */
export class TaskFilters1764000000620 implements MigrationInterface {
  readonly name = 'TaskFilters1764000000620';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, Object.keys(INDEXES));
  }
}

const INDEXES: Readonly<Record<string, string>> = {
  tasks_of_worker: 'ON tasks (worker_id, created_at DESC, id DESC) WHERE worker_id IS NOT NULL',
  tasks_with_error: `ON tasks ((error->>'code'), created_at DESC, id DESC) WHERE error IS NOT NULL`,
  tasks_with_metadata: `ON tasks USING gin (metadata jsonb_path_ops) WHERE metadata <> '{}'`,
};
