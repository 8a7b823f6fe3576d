import { ReportRepository, TaskRepository } from '@app/persistence';
import { TaskType } from '@app/tasks';
import { Client } from 'pg';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';
import { until } from '../support/until.js';

class Nothing {}

/** What is done in the middle of a task. */
let meanwhile: () => Promise<void> = async () => undefined;

@TaskType({
  name: 'test.meanwhile',
  queue: 'demo_tasks',
  description: 'x',
  input: Nothing,
  result: Nothing,
  examples: {},
})
class MeanwhileHandler {
  async run(): Promise<Nothing> {
    await meanwhile();
    return {};
  }
}

const TASK = { type: 'test.meanwhile', input: {} };
const SLOW_CONNECTIONS = 2; // two tenths of DATABASE_POOL_SIZE

/** Reports and lists look at each task as slowly as the test wants: until it gives the lock back. */
const SLOWNESS = `
  CREATE FUNCTION looked_at() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
    IF current_setting('transaction_read_only') = 'on' OR current_query() LIKE '%"hasMore"%' THEN PERFORM pg_advisory_xact_lock_shared(3); END IF;
    RETURN true;
  END $$;
  ALTER TABLE tasks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY slowly ON tasks USING (looked_at()) WITH CHECK (true)`;

const STUCK = `SELECT FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database() AND application_name = 'task-runner'`;

describe('a pool of slow statements that is full', () => {
  let direct: Client;
  let system: SystemInProcess;
  const clients: Promise<{ status: number }>[] = [];
  const reports: Promise<unknown>[] = [];
  const reader = new AbortController();

  beforeAll(async () => {
    system = await startInProcess([MeanwhileHandler], async (url) => {
      direct = new Client({ connectionString: url });
      await direct.connect();
      await direct.query(SLOWNESS);
      return {};
    });
    await system.run(TASK);
    await direct.query('SELECT pg_advisory_lock(3)');
    await fill();
  });
  afterAll(async () => {
    await direct.end();
    await system.stop();
  });

  const stuck = async (): Promise<number> => (await direct.query(STUCK)).rowCount ?? 0;
  const get = (path: string) => system.call('GET', `/api/v1${path}`);

  /** Reports take all of its connections, and readers wait for one. */
  async function fill(): Promise<void> {
    const period = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) };
    const repository = system.app.get(ReportRepository, { strict: false });
    for (let n = 0; n < SLOW_CONNECTIONS; n += 1) {
      const report = repository.figures(period, 'hour', () => undefined, reader.signal);
      report.catch(() => undefined);
      reports.push(report);
    }
    await until(async () => (await stuck()) === SLOW_CONNECTIONS, 10_000);
    for (const path of ['/tasks?search=x', '/tasks?limit=200', '/stats', '/queues', '/tasks/counts'])
      clients.push(get(path), get(path));
  }

  it('holds up no submission, claim, heartbeat, settlement or cancel, and is freed by who wants the report no more', async () => {
    const post = (path: string, body: object, headers = {}) =>
      system.call('POST', `/api/v1${path}`, body, headers);
    expect((await post('/tasks', TASK)).status).toBe(201);
    expect((await post('/tasks', TASK, { 'idempotency-key': 'one' })).status).toBe(201);
    const { body } = await post('/tasks/batch', { tasks: [TASK, TASK] });
    const { id: waiting } = (body as { tasks: { id: string }[] }).tasks[0] as { id: string };
    expect((await post(`/tasks/${waiting}/cancel`, {})).status).toBe(202);
    const repository = system.app.get(TaskRepository, { strict: false });
    meanwhile = async () => {
      const { rows } = await direct.query<{ id: string; leaseToken: string }>(
        `SELECT id, lease_token AS "leaseToken" FROM tasks WHERE lease_token IS NOT NULL`,
      );
      expect(await repository.heartbeat(rows, 15_000)).toEqual(['held']);
    };
    expect((await get(`/tasks/${await system.run(TASK)}`)).body).toMatchObject({
      status: 'COMPLETED',
      attempts: { made: 1 },
    });
    expect(await stuck()).toBe(SLOW_CONNECTIONS); // all that while
    // whoever wants the report no more frees it: the statement is ended in the server
    reader.abort(new Error('not wanted'));
    for (const report of reports) await expect(report).rejects.toThrow('not wanted');
    await direct.query('SELECT pg_advisory_unlock(3)');
    for (const { status } of await Promise.all(clients)) expect([200, 503]).toContain(status);
    expect((await get('/tasks?search=x')).status).toBe(200);
  });
});
