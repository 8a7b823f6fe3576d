import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from '../migrating/concurrent-indexes.js';

/**
 * What looks for webhooks that wait, and for secrets in clear text, goes through. A large system has many of
 * both.
 */
export class WebhookIndexes1764000000820 implements MigrationInterface {
  readonly name = 'WebhookIndexes1764000000820';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, Object.keys(INDEXES));
  }
}

const INDEXES = {
  task_webhooks_in_clear: "ON task_webhooks (task_id) WHERE secret NOT LIKE 'enc:%'",
  // Beside webhook_deliveries_due, which version 0.1.0 still uses.
  webhook_deliveries_waiting:
    "ON webhook_deliveries (host, due_at, id) WHERE status IN ('pending', 'sealed')",
};
