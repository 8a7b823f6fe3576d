import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks, their attempts, events and searchable text, and the registry of workers. */
export class Tasks1764000000000 implements MigrationInterface {
  readonly name = 'Tasks1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...FUNCTIONS, ...TABLES, ...INDEXES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE broker_state, workers, task_search, task_events, task_attempts, tasks');
    await runner.query('DROP FUNCTION now_ms(), iso(timestamptz)');
  }
}

const FUNCTIONS = [
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  // Truncated, not rounded: a rounded due time can lie half a millisecond in the future, and the first look
  // misses it.
  `CREATE FUNCTION now_ms() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
     AS $$ SELECT date_trunc('milliseconds', now()) $$`,
  `CREATE FUNCTION iso(moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
     AS $$ SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$`,
];

const TABLES = [
  `CREATE TABLE tasks (
     id uuid PRIMARY KEY,
     type text NOT NULL,
     queue text NOT NULL,
     status text NOT NULL DEFAULT 'PENDING'
       CHECK (status IN ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED')),
     priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 10),
     input jsonb NOT NULL,
     result jsonb,
     error jsonb,
     usage jsonb,
     progress_percent real NOT NULL DEFAULT 0 CHECK (progress_percent BETWEEN 0 AND 100),
     progress_message text,
     attempts_made integer NOT NULL DEFAULT 0,
     attempts_max integer NOT NULL CHECK (attempts_max > 0),
     timeout_ms integer NOT NULL CHECK (timeout_ms > 0),
     tags text[] NOT NULL DEFAULT '{}',
     metadata jsonb NOT NULL DEFAULT '{}',
     created_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     updated_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     run_at timestamptz(3),
     due_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     started_at timestamptz(3),
     finished_at timestamptz(3),
     expires_at timestamptz(3),
     cancel_requested_at timestamptz(3),
     delivery integer NOT NULL DEFAULT 0,
     dispatched_at timestamptz(3),
     lease_token uuid,
     lease_expires_at timestamptz(3),
     worker_id uuid,
     CHECK ((status = 'PROCESSING') = (lease_token IS NOT NULL)),
     CHECK ((status IN ('COMPLETED', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL))
   )`,
  `CREATE TABLE task_attempts (
     task_id uuid NOT NULL REFERENCES tasks ON DELETE CASCADE,
     delivery integer NOT NULL,
     number integer NOT NULL,
     worker_id uuid NOT NULL,
     started_at timestamptz(3) NOT NULL,
     finished_at timestamptz(3),
     outcome text CHECK (outcome IN ('completed', 'failed', 'cancelled', 'released', 'lost')),
     error jsonb,
     PRIMARY KEY (task_id, delivery)
   )`,
  `CREATE TABLE task_events (
     id bigint GENERATED ALWAYS AS IDENTITY,
     task_id uuid NOT NULL REFERENCES tasks ON DELETE CASCADE,
     event text NOT NULL,
     data jsonb NOT NULL,
     created_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     PRIMARY KEY (task_id, id)
   )`,
  // Apart from tasks, and only inserted into: a trigram index on tasks would be written again by every change
  // of status.
  `CREATE TABLE task_search (
     task_id uuid NOT NULL REFERENCES tasks ON DELETE CASCADE,
     text text NOT NULL
   )`,
  `CREATE TABLE workers (
     id uuid PRIMARY KEY,
     host text NOT NULL,
     pid integer NOT NULL,
     version text NOT NULL,
     queues text[] NOT NULL,
     concurrency integer NOT NULL,
     status text NOT NULL DEFAULT 'online' CHECK (status IN ('online', 'draining')),
     active_tasks integer NOT NULL DEFAULT 0,
     completed bigint NOT NULL DEFAULT 0,
     failed bigint NOT NULL DEFAULT 0,
     started_at timestamptz(3) NOT NULL DEFAULT now_ms(),
     last_heartbeat_at timestamptz(3) NOT NULL DEFAULT now_ms()
   )`,
  `CREATE TABLE broker_state (
     broker text PRIMARY KEY,
     epoch uuid NOT NULL,
     created_at timestamptz(3) NOT NULL DEFAULT now_ms()
   )`,
];

const INDEXES = [
  // What is not yet with the broker, in the order in which it goes there.
  `CREATE INDEX tasks_undispatched ON tasks (queue, priority DESC, due_at, id)
     WHERE status = 'PENDING' AND dispatched_at IS NULL`,
  `CREATE INDEX tasks_next_due ON tasks (due_at) WHERE status = 'PENDING' AND dispatched_at IS NULL`,
  // The window: what the broker holds.
  `CREATE INDEX tasks_dispatched ON tasks (queue, priority DESC, id)
     WHERE status = 'PENDING' AND dispatched_at IS NOT NULL`,
  `CREATE INDEX tasks_leased ON tasks (lease_expires_at) INCLUDE (queue) WHERE status = 'PROCESSING'`,
  `CREATE INDEX tasks_cancelling ON tasks (cancel_requested_at)
     WHERE status = 'PROCESSING' AND cancel_requested_at IS NOT NULL`,
  `CREATE INDEX tasks_expiring ON tasks (expires_at) WHERE status = 'PENDING' AND expires_at IS NOT NULL`,
  'CREATE INDEX tasks_newest ON tasks (created_at DESC, id DESC)',
  'CREATE INDEX tasks_newest_by_status ON tasks (status, created_at DESC, id DESC)',
  'CREATE INDEX tasks_newest_by_type ON tasks (type, created_at DESC, id DESC)',
  'CREATE INDEX tasks_finished ON tasks (finished_at) INCLUDE (queue, status) WHERE finished_at IS NOT NULL',
  "CREATE INDEX tasks_tagged ON tasks USING gin (tags) WHERE tags <> '{}'",
  'CREATE INDEX task_search_task ON task_search (task_id)',
  'CREATE INDEX task_search_text ON task_search USING gin (text gin_trgm_ops)',
];
