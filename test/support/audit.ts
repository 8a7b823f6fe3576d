import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';

/** Counts, inside the database, how often each task has ended: what no worker and no client can get wrong. */
export class Audit {
  private readonly pool: Pool;

  private constructor(connectionString: string) {
    // one for those who ask again and again, and soon gone: servers are stopped and databases dropped
    this.pool = new Pool({ connectionString, idleTimeoutMillis: 500, allowExitOnIdle: true });
    this.pool.on('error', () => undefined); // of a connection that nobody uses
  }

  static async install(url: string): Promise<Audit> {
    const audit = new Audit(url);
    await audit.query('CREATE TABLE audit (task_id uuid NOT NULL, status text NOT NULL)');
    await audit.query(`CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO audit VALUES (NEW.id, NEW.status); RETURN NULL; END $$`);
    await audit.query(`CREATE TRIGGER audit AFTER UPDATE ON tasks FOR EACH ROW
      WHEN (OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL) EXECUTE FUNCTION audit()`);
    return audit;
  }

  /** Of a database that has it already, such as a standby. */
  static of(url: string): Audit {
    return new Audit(url);
  }

  /** How many tasks there are, have ended, and have ended more than once. */
  async count(): Promise<{ accepted: number; ended: number; endedTwice: number }> {
    const [row] = await this.query<{ accepted: number; ended: number; endedTwice: number }>(`
      SELECT (SELECT count(*) FROM tasks)::int AS accepted,
        (SELECT count(DISTINCT task_id) FROM audit)::int AS ended,
        (SELECT count(*) FROM (SELECT 1 FROM audit GROUP BY task_id HAVING count(*) > 1) AS twice)::int AS "endedTwice"`);
    return row as { accepted: number; ended: number; endedTwice: number };
  }

  /** @throws with the tasks that are left after limitMs */
  async allEnded(limitMs: number): Promise<void> {
    for (const deadline = Date.now() + limitMs; ; await delay(200)) {
      const left = await this.query(
        'SELECT id, type, status, attempts_made, due_at, dispatched_at, lease_expires_at FROM tasks WHERE finished_at IS NULL LIMIT 5',
      );
      if (left.length === 0) return;
      if (Date.now() > deadline) throw new Error(`not ended after ${limitMs} ms: ${JSON.stringify(left)}`);
    }
  }

  async query<Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query(sql, parameters)).rows as Row[];
  }
}
