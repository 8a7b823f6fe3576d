import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where tasks tell their end, what there is to tell, and every try to tell it. */
export class Webhooks1764000000300 implements MigrationInterface {
  readonly name = 'Webhooks1764000000300';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_attempts, webhook_deliveries, task_webhooks');
    await runner.query('DROP FUNCTION webhook_id(), webhook_due()');
  }
}

const STATEMENTS = [
  `CREATE TABLE task_webhooks (
     task_id uuid PRIMARY KEY REFERENCES tasks ON DELETE CASCADE,
     url text NOT NULL,
     host text NOT NULL,
     events text[] NOT NULL,
     secret text
   )`,
  // A UUIDv7, which PostgreSQL makes itself from version 18 on only.
  `CREATE FUNCTION webhook_id() RETURNS uuid LANGUAGE sql VOLATILE AS $$
     SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
       PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
   $$`,
  `CREATE TABLE webhook_deliveries (
     id uuid PRIMARY KEY DEFAULT webhook_id(),
     task_id uuid NOT NULL REFERENCES tasks ON DELETE CASCADE,
     host text NOT NULL,
     event text NOT NULL CHECK (event IN ('completed', 'failed', 'cancelled')),
     task jsonb NOT NULL,
     occurred_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed')),
     tries integer NOT NULL DEFAULT 0,
     retries integer NOT NULL DEFAULT 0,
     due_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     lease_token uuid
   )`,
  `CREATE TABLE webhook_attempts (
     delivery_id uuid NOT NULL REFERENCES webhook_deliveries ON DELETE CASCADE,
     number integer NOT NULL,
     started_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     duration_ms integer,
     http_status integer,
     outcome text CHECK (outcome IN ('delivered', 'failed', 'gone', 'lost')),
     error jsonb,
     next_try_at timestamptz(3),
     PRIMARY KEY (delivery_id, number)
   )`,
  // By host, so that a look for due deliveries steps over a destination that has many of them.
  `CREATE INDEX webhook_deliveries_due ON webhook_deliveries (host, due_at, id) WHERE status = 'pending'`,
  'CREATE INDEX webhook_deliveries_task ON webhook_deliveries (task_id, id)',
  // Wakes those who deliver, once a statement and only where it wrote an event: most tasks have no webhook.
  `CREATE FUNCTION webhook_due() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF EXISTS (SELECT FROM added) THEN NOTIFY webhook_due; END IF;
       RETURN NULL;
     END
   $$`,
  `CREATE TRIGGER webhook_due AFTER INSERT ON webhook_deliveries REFERENCING NEW TABLE AS added
     FOR EACH STATEMENT EXECUTE FUNCTION webhook_due()`,
];
