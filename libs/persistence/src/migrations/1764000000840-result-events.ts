import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is to be sent to queues and topics of AWS, and who wants it: as long as nobody does, the ends of tasks
 * write nothing here. A row is gone when its event was taken. Processes of earlier versions know none of it.
 */
export class ResultEvents1764000000840 implements MigrationInterface {
  readonly name = 'ResultEvents1764000000840';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE result_events, event_destinations');
  }
}

const UP = [
  `CREATE TABLE event_destinations (
     name text PRIMARY KEY,
     wanted_until timestamptz(3) NOT NULL
   )`,
  // Without a reference to its task: an event is told although its task was deleted since.
  `CREATE TABLE result_events (
     id uuid PRIMARY KEY DEFAULT webhook_id(),
     destination text NOT NULL,
     event text NOT NULL CHECK (event IN ('completed', 'failed', 'cancelled')),
     task jsonb NOT NULL,
     occurred_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     due_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     refusals integer NOT NULL DEFAULT 0,
     lease_token uuid
   ) WITH (autovacuum_vacuum_scale_factor = 0.02)`,
  'CREATE INDEX result_events_due ON result_events (destination, due_at, id)',
  'CREATE INDEX result_events_occurred ON result_events (occurred_at)',
];
