import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes for the filters of lists: by worker, by error's code, by metadata. None of them has an entry for a task that was just
 * accepted without metadata. They are built beside a system that runs: no transaction, and writes go on meanwhile.
 */
export class TaskFilters1764000000620 implements MigrationInterface {
  readonly name = 'TaskFilters1764000000620';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, definition] of Object.entries(INDEXES)) {
      if (await isBuilt(runner, name)) continue;
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`); // what an interrupted build left is never used
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON tasks ${definition}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  }
}

const INDEXES: Readonly<Record<string, string>> = {
  tasks_of_worker: '(worker_id, created_at DESC, id DESC) WHERE worker_id IS NOT NULL',
  tasks_with_error: `((error->>'code'), created_at DESC, id DESC) WHERE error IS NOT NULL`,
  tasks_with_metadata: `USING gin (metadata jsonb_path_ops) WHERE metadata <> '{}'`,
};

async function isBuilt(runner: QueryRunner, name: string): Promise<boolean> {
  const found = (await runner.query('SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND indisvalid', [name])) as unknown[];
  return found.length > 0;
}
