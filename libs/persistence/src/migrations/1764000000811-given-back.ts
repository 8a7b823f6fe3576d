import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from '../migrating/concurrent-indexes.js';

/** Finds the tasks that wait for a worker that knows their type. Built beside a system that runs. */
export class GivenBack1764000000811 implements MigrationInterface {
  readonly name = 'GivenBack1764000000811';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, Object.keys(INDEXES));
  }
}

const INDEXES: Readonly<Record<string, string>> = {
  tasks_given_back: `ON tasks (type) WHERE status = 'PENDING' AND given_back_as IS NOT NULL`,
};
