import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from '../migrating/concurrent-indexes.js';

/**
 * The end of a lease is in no index any more: a heartbeat then changes none of them (a HOT update). What
 * looks for ended leases passes all running tasks, of which there are as many as slots.
 */
export class HotHeartbeats1764000000813 implements MigrationInterface {
  readonly name = 'HotHeartbeats1764000000813';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, RUNNING);
    await dropIndexes(runner, Object.keys(LEASED));
  }

  async down(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, LEASED);
    await dropIndexes(runner, Object.keys(RUNNING));
  }
}

const RUNNING: Readonly<Record<string, string>> = {
  tasks_running: `ON tasks (queue) WHERE status = 'PROCESSING'`,
};

const LEASED: Readonly<Record<string, string>> = {
  tasks_leased: `ON tasks (lease_expires_at) INCLUDE (queue) WHERE status = 'PROCESSING'`,
};
