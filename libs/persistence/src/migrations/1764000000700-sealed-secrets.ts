import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Secrets of webhooks are kept encrypted; those that are there are encrypted by the workers (libs/secrets).
 *
 * Processes of version 0.1.0 may still run. Their workers would sign with the encrypted text, so a delivery
 * whose secret is encrypted waits under a status that they do not look for: a trigger sees to it, whoever
 * writes the delivery.
 */
export class SealedSecrets1764000000700 implements MigrationInterface {
  readonly name = 'SealedSecrets1764000000700';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER webhook_delivery_sealed ON webhook_deliveries');
    await runner.query('DROP FUNCTION webhook_delivery_sealed()');
    await runner.query(`UPDATE webhook_deliveries SET status = 'pending' WHERE status = 'sealed'`);
    await runner.query('ALTER TABLE webhook_deliveries DROP CONSTRAINT webhook_deliveries_status_check');
    await runner.query(
      `ALTER TABLE webhook_deliveries ADD CONSTRAINT webhook_deliveries_status_check CHECK (status IN ('pending', 'delivered', 'failed'))`,
    );
    await runner.query('DROP TABLE secret_key');
  }
}

const STATEMENTS = [
  // One row: the id of the key that seals, the same for all processes. The keys themselves are never in the
  // database.
  `CREATE TABLE secret_key (
     only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
     key_id text NOT NULL,
     since timestamptz(3) NOT NULL DEFAULT now_ms()
   )`,
  'ALTER TABLE webhook_deliveries DROP CONSTRAINT webhook_deliveries_status_check',
  `ALTER TABLE webhook_deliveries ADD CONSTRAINT webhook_deliveries_status_check
     CHECK (status IN ('pending', 'sealed', 'delivered', 'failed')) NOT VALID`,
  `CREATE FUNCTION webhook_delivery_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF EXISTS (SELECT FROM task_webhooks WHERE task_id = NEW.task_id AND secret LIKE 'enc:%') THEN NEW.status := 'sealed'; END IF;
       RETURN NEW;
     END
   $$`,
  `CREATE TRIGGER webhook_delivery_sealed BEFORE INSERT OR UPDATE OF status ON webhook_deliveries
     FOR EACH ROW WHEN (NEW.status = 'pending') EXECUTE FUNCTION webhook_delivery_sealed()`,
];
