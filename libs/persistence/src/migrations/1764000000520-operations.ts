import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bulk actions, what handlers log, and the alerts of queues. */
export class Operations1764000000520 implements MigrationInterface {
  readonly name = 'Operations1764000000520';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE queue_alert_turn, queue_alert_messages, queue_alerts, task_logs, bulk_actions',
    );
  }
}

const STATEMENTS = [
  // The position is that of the last task that was handled, newest first: what a crash leaves goes on from
  // there.
  `CREATE TABLE bulk_actions (
     id uuid PRIMARY KEY,
     action text NOT NULL CHECK (action IN ('cancel', 'retry', 'delete')),
     filter jsonb NOT NULL,
     status text NOT NULL DEFAULT 'RUNNING' CHECK (status IN ('RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED')),
     matched integer NOT NULL,
     done integer NOT NULL DEFAULT 0,
     failed integer NOT NULL DEFAULT 0,
     position_created_at timestamptz(3),
     position_id uuid,
     errors_in_a_row integer NOT NULL DEFAULT 0,
     created_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     updated_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     finished_at timestamptz(3)
   )`,
  `CREATE INDEX bulk_actions_running ON bulk_actions (updated_at) WHERE status = 'RUNNING'`,
  `CREATE TABLE task_logs (
     id bigint GENERATED ALWAYS AS IDENTITY,
     task_id uuid NOT NULL REFERENCES tasks ON DELETE CASCADE,
     at timestamptz(3) NOT NULL,
     attempt integer NOT NULL,
     level text NOT NULL CHECK (level IN ('debug', 'info', 'warn', 'error')),
     message text NOT NULL,
     fields jsonb,
     PRIMARY KEY (task_id, id)
   )`,
  `CREATE TABLE queue_alerts (
     queue text NOT NULL,
     reason text NOT NULL CHECK (reason IN ('waiting', 'age')),
     active boolean NOT NULL DEFAULT false,
     value double precision NOT NULL,
     highest double precision NOT NULL,
     alert_limit double precision NOT NULL,
     since timestamptz(3),
     calm_since timestamptz(3),
     PRIMARY KEY (queue, reason)
   )`,
  // Whose turn it was to look last.
  `CREATE TABLE queue_alert_turn (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     taken_at timestamptz(3) NOT NULL DEFAULT '-infinity'
   )`,
  'INSERT INTO queue_alert_turn DEFAULT VALUES',
  `CREATE TABLE queue_alert_messages (
     id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
     body jsonb NOT NULL,
     tries integer NOT NULL DEFAULT 0,
     next_try_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     created_at timestamptz(3) NOT NULL DEFAULT now_ms()
   )`,
];
