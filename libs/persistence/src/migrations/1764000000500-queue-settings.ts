import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators set: a queue's pause and its total concurrency, and that a worker is to take no more. */
export class QueueSettings1764000000500 implements MigrationInterface {
  readonly name = 'QueueSettings1764000000500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workers DROP COLUMN drain_requested_at');
    await runner.query('DROP FUNCTION claimable(uuid[])');
    await runner.query('DROP TABLE queue_settings');
  }
}

/** As in queue-settings.repository.ts. */
const SETTINGS_LOCK = 1_207_455_318;

const STATEMENTS = [
  `CREATE TABLE queue_settings (
     queue text PRIMARY KEY,
     paused boolean NOT NULL DEFAULT false,
     concurrency integer CHECK (concurrency > 0),
     updated_at timestamptz(3) NOT NULL DEFAULT now_ms()
   )`,
  'ALTER TABLE workers ADD COLUMN drain_requested_at timestamptz(3)',
  // VOLATILE, so that each of its statements sees what was committed when its locks were granted, not what
  // the claim's own snapshot sees. Locks are taken in one order, settings first and then queues by name:
  // claims cannot deadlock.
  `CREATE FUNCTION claimable(ids uuid[]) RETURNS uuid[] LANGUAGE plpgsql VOLATILE AS $$
   DECLARE
     allowed uuid[] := '{}';
     wanted record;
     room bigint;
   BEGIN
     PERFORM pg_advisory_xact_lock_shared(${SETTINGS_LOCK});
     IF NOT EXISTS (SELECT FROM queue_settings WHERE paused OR concurrency IS NOT NULL) THEN RETURN ids; END IF;
     FOR wanted IN
       SELECT t.queue, s.concurrency, array_agg(t.id ORDER BY t.priority DESC, t.due_at, t.id) AS ids
       FROM tasks t LEFT JOIN queue_settings s ON s.queue = t.queue
       WHERE t.id = ANY(claimable.ids) AND t.status = 'PENDING' AND s.paused IS NOT TRUE
       GROUP BY t.queue, s.concurrency ORDER BY t.queue
     LOOP
       IF wanted.concurrency IS NOT NULL THEN
         PERFORM pg_advisory_xact_lock(${SETTINGS_LOCK}, hashtext(wanted.queue));
         SELECT wanted.concurrency - count(*) INTO room FROM tasks WHERE status = 'PROCESSING' AND queue = wanted.queue;
         wanted.ids := wanted.ids[1:greatest(0, room)];
       END IF;
       allowed := allowed || wanted.ids;
     END LOOP;
     RETURN allowed;
   END $$`,
];
