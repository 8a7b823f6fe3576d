import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { prepareDatabase } from '@app/persistence';
import { Client } from 'pg';
import { OLD_ID, writeOldTasks } from '../support/many-old-tasks.js';
import { describeWithOldPostgres, type OldCluster, startOldCluster } from '../support/old-postgres.js';

const TASKS = 5_000_000;
const LIMIT_MS = 600_000;
/** No session may wait longer for a lock that the update holds. */
const LOCK_LIMIT_MS = 100;

/** The server itself reports who waits for a lock for longer than its deadlock_timeout. */
const SETTINGS = {
  deadlock_timeout: String(LOCK_LIMIT_MS),
  log_lock_waits: 'on',
  log_line_prefix: '%a: ',
  log_min_duration_statement: String(LOCK_LIMIT_MS),
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '16GB',
  shared_buffers: '1GB',
  maintenance_work_mem: '512MB',
};
const CLIENT = 'client';
const UPDATE_LIMIT_MS = 300_000;

/** What the product does with tasks all the time, on tasks that are spread over the whole table. */
const CALLS = [
  `INSERT INTO tasks (id, type, queue, priority, input, attempts_max, timeout_ms)
   VALUES (gen_random_uuid(), 'demo.calculation', 'demo_tasks', 5, '{"expression":"1+1"}', 3, 10000)`,
  'SELECT * FROM tasks ORDER BY created_at DESC, id DESC LIMIT 20',
  `UPDATE tasks SET updated_at = now_ms() WHERE id = ${anyId()} AND status = 'PENDING'`,
  `DELETE FROM tasks WHERE id = ${anyId()} AND status = 'COMPLETED'`,
  `SELECT FROM tasks WHERE id = ${anyId()} FOR UPDATE`,
];

describeWithOldPostgres(`the update of a database of 0.1.0 with ${TASKS} tasks`, () => {
  let folder: string;
  let cluster: OldCluster;
  let client: Client;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-update-'));
    await chmod(folder, 0o711); // for the user who runs PostgreSQL where these tests run as root
    cluster = await startOldCluster(join(folder, 'server'), 'tasks', SETTINGS);
    client = await connected();
    await client.query(await readFile('test/fixtures/release-0.1.0.sql', 'utf8'));
    await client.query('SET search_path = public');
    await writeOldTasks(client, TASKS);
  }, LIMIT_MS);

  afterAll(async () => {
    await client.end();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it(
    `lets nobody wait ${LOCK_LIMIT_MS} ms for a lock`,
    async () => {
      const stop = new AbortController();
      const users = CALLS.map((call) => callUntil(stop.signal, call));
      const began = Date.now();
      await prepareDatabase(cluster.url, { updateWaitMs: UPDATE_LIMIT_MS });
      const tookS = Math.round((Date.now() - began) / 1000);
      stop.abort();
      const calls = await Promise.all(users);
      process.stdout.write(`updated ${TASKS} tasks in ${tookS} s beside ${calls.join(', ')} calls\n`);
      expect(await waitsOf(CLIENT)).toEqual([]);
      expect(Math.min(...calls)).toBeGreaterThan(tookS); // they went on all the time
    },
    LIMIT_MS,
  );

  it('would have noticed', async () => {
    const holder = await connected();
    await holder.query('BEGIN; LOCK TABLE tasks IN SHARE MODE');
    const insert = client.query(String(CALLS[0]));
    await delay(3 * LOCK_LIMIT_MS); // what is tested is how long it is held
    await holder.query('COMMIT');
    await Promise.all([insert, holder.end()]);
    expect(await waitsOf(CLIENT)).toHaveLength(1);
  });

  it('found all words and mended all counts, in batches', async () => {
    const { rows } = await client.query<Record<string, number>>(`SELECT
      (SELECT count(*) FROM tasks WHERE tags <> '{}' AND NOT EXISTS (SELECT FROM task_search WHERE task_id = id))::int AS unfound,
      (SELECT count(*) FROM tasks WHERE usage->'inputTokens' = '1.5')::int AS unsound,
      (SELECT count(*) FROM pg_index WHERE NOT indisvalid)::int AS unbuilt,
      (SELECT sum(tasks) FROM queue_counts_now WHERE status = 'FAILED')::int
        - (SELECT count(*) FROM tasks WHERE status = 'FAILED')::int AS miscounted`);
    expect(rows).toEqual([{ unfound: 0, unsound: 0, unbuilt: 0, miscounted: 0 }]);
  });

  async function connected(): Promise<Client> {
    const connection = new Client({ connectionString: cluster.url, application_name: CLIENT });
    await connection.connect();
    return connection;
  }

  /** @returns how often it was called */
  async function callUntil(signal: AbortSignal, call: string): Promise<number> {
    const connection = await connected();
    let calls = 0;
    for (; !signal.aborted; calls += 1) {
      await connection.query(call);
      await delay(5); // leaves the processors to the update
    }
    await connection.end();
    return calls;
  }

  async function waitsOf(application: string): Promise<string[]> {
    const lines = (await readFile(cluster.log, 'utf8')).split('\n');
    return lines.filter(
      (line) => line.startsWith(`${application}: LOG:`) && line.includes('still waiting for'),
    );
  }
});

/** Of a task anywhere in the table, found once for the statement. */
function anyId(): string {
  return `(SELECT ${OLD_ID} FROM (SELECT (random() * ${TASKS})::int AS number) AS any_number)`;
}
