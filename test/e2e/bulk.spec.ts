import { onAnyBroker } from '../support/brokers.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

interface BulkAction {
  readonly id: string;
  readonly matched: number;
  readonly done: number;
  readonly failed: number;
  readonly status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
}

const PATH = '/api/v1/bulk-actions';
const failing = (tag: string) => ({
  type: 'demo.unreliable',
  input: { failureProbability: 1 },
  maxAttempts: 1,
  tags: [tag],
});
const sum = (tag: string) => ({ type: 'demo.calculation', input: { expression: '1 + 1' }, tags: [tag] });
const later = (tag: string) => ({ ...sum(tag), runAt: new Date(Date.now() + 3_600_000).toISOString() });
const slow = (tag: string) => ({
  type: 'ai.text-generation',
  input: { prompt: 'a long story', providerOptions: { simulated: { wordsPerSecond: 2 } } },
  tags: [tag],
});

onAnyBroker((broker) => {
  let system: TestSystem;
  beforeAll(async () => void (system = await TestSystem.start({ broker })), 60_000);
  afterAll(() => system.stop());

  const submit = (task: object, count: number) =>
    system.client.call('POST', '/tasks/batch', { tasks: Array.from({ length: count }, () => task) });
  const bulk = (body: object) => system.client.call<BulkAction>('POST', PATH, body);
  const ended = (id: string): Promise<BulkAction> =>
    until(async () => {
      const { body } = await system.client.call<BulkAction>('GET', `${PATH}/${id}`);
      return body.status !== 'RUNNING' && body;
    }, 20_000) as Promise<BulkAction>;
  const count = async (tag: string, status: string): Promise<number> => {
    const [row] = await system.audit.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM tasks WHERE $1 = ANY(tags) AND status = $2',
      [tag, status],
    );
    return row?.n ?? 0;
  };

  it('counts before it does anything, then cancels what waits and what runs', async () => {
    await submit(later('a'), 300);
    await submit(slow('a'), 3);
    await until(async () => (await count('a', 'PROCESSING')) === 3, 10_000);
    expect(await bulk({ action: 'cancel', filter: { tag: ['a'] }, dryRun: true })).toMatchObject({
      status: 200,
      body: { matched: 303 },
    });
    expect(await count('a', 'CANCELLED')).toBe(0);
    const started = await bulk({ action: 'cancel', filter: { tag: 'a' } });
    expect(started).toMatchObject({ status: 202, body: { matched: 303, status: 'RUNNING' } });
    expect(started.headers.get('location')).toBe(`${PATH}/${started.body.id}`);
    expect(await ended(started.body.id)).toMatchObject({
      status: 'COMPLETED',
      matched: 303,
      done: 303,
      failed: 0,
    });
    await until(async () => (await count('a', 'CANCELLED')) === 303, 10_000);
  });

  it('runs all that failed again, each once, and says of which it could not', async () => {
    await submit(failing('b'), 20);
    await submit(sum('b'), 5);
    await until(
      async () => (await count('b', 'FAILED')) === 20 && (await count('b', 'COMPLETED')) === 5,
      20_000,
    );
    const { body } = await bulk({ action: 'retry', filter: { tag: ['b'] } });
    expect(await ended(body.id)).toMatchObject({ status: 'COMPLETED', matched: 25, done: 20, failed: 5 });
    await until(async () => (await count('b', 'FAILED')) === 20, 20_000);
    const [row] = await system.audit.query(
      "SELECT min(attempts_made) AS least, max(attempts_made) AS most FROM tasks WHERE 'b' = ANY(tags) AND status = 'FAILED'",
    );
    expect(row).toEqual({ least: 2, most: 2 });
  });

  it('removes what has ended', async () => {
    await submit(sum('c'), 30);
    await until(async () => (await count('c', 'COMPLETED')) === 30, 20_000);
    const { body } = await bulk({ action: 'delete', filter: { tag: ['c'], status: ['COMPLETED'] } });
    expect(await ended(body.id)).toMatchObject({ matched: 30, done: 30, failed: 0 });
    expect(await count('c', 'COMPLETED')).toBe(0);
  });

  it('goes on after all processes were killed, and counts each task once', async () => {
    const { endedTwice } = await system.audit.count(); // retries by hand, of other tests
    await system.audit.query(`
      INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, due_at, tags)
      SELECT gen_random_uuid(), 'demo.calculation', 'demo_tasks', '{"expression": "1"}', 1, 1, 1000, now() + interval '1 hour', '{d}'
      FROM generate_series(1, 3000)`);
    await Promise.all(
      [...system.apis.splice(0), ...system.workers.splice(0)].map((process) => process.terminate()),
    );
    const [doomed, worker] = await Promise.all([system.startOwnApi(), system.startOwnWorker()]);
    system.client = doomed.client;
    const { body } = await bulk({ action: 'cancel', filter: { tag: ['d'] } });
    await until(async () => (await count('d', 'CANCELLED')) > 0, 10_000);
    await Promise.all([doomed.process.kill9(), worker.kill9()]);
    const left = await count('d', 'PENDING');
    const [api] = await Promise.all([system.startApi(), system.startWorker()]);
    system.client = api.client;
    expect(await ended(body.id)).toMatchObject({ status: 'COMPLETED', matched: 3000, done: 3000, failed: 0 });
    expect([await count('d', 'CANCELLED'), left > 0]).toEqual([3000, true]);
    expect((await system.audit.count()).endedTwice).toBe(endedTwice);
  });

  it('can be stopped: what is done stays done, and nothing more happens', async () => {
    await system.audit.query(`
      INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, due_at, tags)
      SELECT gen_random_uuid(), 'demo.calculation', 'demo_tasks', '{"expression": "1"}', 1, 1, 1000, now() + interval '1 hour', '{e}'
      FROM generate_series(1, 6000)`);
    const { body } = await bulk({ action: 'cancel', filter: { tag: ['e'] } });
    const stopped = await system.client.call<BulkAction>('POST', `${PATH}/${body.id}/cancel`);
    expect(stopped).toMatchObject({ status: 202, body: { status: 'CANCELLED' } });
    expect(stopped.body.done).toBeLessThan(6000);
    expect(await count('e', 'CANCELLED')).toBe(stopped.body.done);
    expect((await system.client.call('POST', `${PATH}/${body.id}/cancel`)).status).toBe(202);
    const finished = await bulk({ action: 'delete', filter: { tag: ['nothing'] } });
    expect(await ended(finished.body.id)).toMatchObject({ status: 'COMPLETED', matched: 0 });
    expect((await system.client.call('POST', `${PATH}/${finished.body.id}/cancel`)).status).toBe(409);
  });

  it('refuses what is no bulk action, with every problem under its path', async () => {
    const refused = await system.client.call<{ errors: { path: string }[] }>('POST', PATH, {
      action: 'explode',
      filter: { status: ['DONE'], tag: [1], nonsense: 'x', createdAfter: 'yesterday' },
      dryRun: 'yes',
      more: 1,
    });
    expect(refused.status).toBe(400);
    const paths = [
      'more',
      'action',
      'dryRun',
      'filter.nonsense',
      'filter.tag',
      'filter.status',
      'filter.createdAfter',
    ];
    expect(refused.body.errors.map(({ path }) => path).sort()).toEqual(paths.sort());
    for (const body of [[], { action: 'cancel' }, { action: 'cancel', filter: [] }]) {
      expect((await system.client.call('POST', PATH, body)).status).toBe(400);
    }
    for (const id of ['1', '01920000-0000-7000-8000-000000000000']) {
      expect((await system.client.call('GET', `${PATH}/${id}`)).status).toBe(404);
      expect((await system.client.call('POST', `${PATH}/${id}/cancel`)).status).toBe(404);
    }
  });
});
