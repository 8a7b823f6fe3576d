import { describeWithRedis, forEachBroker } from '../support/brokers.js';
import type { FlakyProxy } from '../support/flaky-proxy.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const sum = { type: 'demo.calculation', input: { expression: '6 * 7' } };

describeWithRedis('without its broker', () => {
  let system: TestSystem;
  beforeAll(
    async () => void (system = await TestSystem.start({ broker: 'redis', flaky: true, workers: 0 })),
    60_000,
  );
  afterAll(() => system.stop());

  const stopWorkers = () => Promise.all(system.workers.splice(0).map((worker) => worker.terminate()));

  it('delivers all of its window again after FLUSHALL', async () => {
    await stopWorkers();
    const before = await system.audit.count();
    await system.client.call('POST', '/tasks/batch', { tasks: Array.from({ length: 100 }, () => sum) });
    await system.redis?.flushAll();
    await system.startWorker();
    await system.audit.allEnded(40_000);
    const all = before.accepted + 100;
    expect(await system.audit.count()).toEqual({ accepted: all, ended: all, endedTwice: 0 });
  });

  it('accepts as ever while Redis is stopped or hangs, and runs the tasks once it is back', async () => {
    if (system.workers.length === 0) await system.startWorker();
    const before = await system.audit.count();
    await system.redis?.stop();
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => system.client.submit(sum).then(({ id }) => id)),
    );
    const ready = await system.client.call<{ details: { broker: object } }>('GET', '/health/ready');
    expect(ready).toMatchObject({ status: 200, body: { details: { broker: { degraded: true } } } });
    await system.redis?.start();
    for (const id of ids) expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED' });
    system.redis?.pause(); // it hangs: connections stay, and nothing is answered
    const { id } = await system.client.submit(sum);
    system.redis?.resume();
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED' });
    const all = before.accepted + 21;
    expect(await system.audit.count()).toEqual({ accepted: all, ended: all, endedTwice: 0 });
  });

  it('gives up all connections to Redis that fall silent, those that wait for a job too, and goes on', async () => {
    if (system.workers.length === 0) await system.startWorker();
    const redis = system.proxies?.redis as FlakyProxy;
    // of the API one; of the worker one, and one more for each queue
    await until(() => redis.open >= 4, 10_000);
    const [before, open] = [redis.made, redis.open];
    redis.freeze();
    const { id } = await system.client.submit(sum);
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED' });
    await until(() => redis.made >= before + open, 30_000);
  });

  it.each([
    ['is a replica', 'REPLICAOF 127.0.0.1 1', 'REPLICAOF NO ONE', 'READONLY'],
    ['is full', 'CONFIG SET maxmemory 1', 'CONFIG SET maxmemory 0', 'OOM'],
  ])('tells that Redis %s, and runs what it accepted once that is over', async (_, begin, end, word) => {
    if (system.workers.length === 0) await system.startWorker();
    await system.redis?.command(begin);
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => system.client.submit(sum).then(({ id }) => id)),
    );
    const health = await until(() => healthThatNames(word), 30_000);
    expect(health).toMatchObject({
      status: 200,
      body: { details: { broker: { status: 'up', degraded: true } } },
    });
    await system.apis[0]?.line(
      ({ msg, runner }) => msg === 'the broker takes no tasks' && JSON.stringify(runner).includes(word),
    );
    await system.redis?.command(end);
    for (const id of ids) expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED' });
    await until(async () => !(await isDegraded()), 15_000);
  });

  async function healthThatNames(word: string): Promise<object | null> {
    const health = await system.client.call<{ details: { broker: { message?: string } } }>(
      'GET',
      '/health/ready',
    );
    return health.body.details.broker.message?.includes(word) ? health : null;
  }

  async function isDegraded(): Promise<boolean> {
    const { body } = await system.client.call<{ details: { broker: { degraded?: boolean } } }>(
      'GET',
      '/health/ready',
    );
    return body.details.broker.degraded === true;
  }

  it('starts and accepts although Redis cannot be reached', async () => {
    await stopWorkers();
    await system.redis?.stop();
    const { client } = await system.startApi({ REDIS_URL: system.redis?.url ?? '' });
    const { id } = await client.submit(sum);
    await system.redis?.start();
    await system.startWorker();
    expect(await client.ended(id)).toMatchObject({ status: 'COMPLETED' });
  });
});

forEachBroker((broker) => {
  let system: TestSystem;
  beforeAll(async () => void (system = await TestSystem.start({ broker, workers: 0 })), 60_000);
  afterAll(() => system.stop());

  const stopAll = () =>
    Promise.all(
      [...system.apis.splice(0), ...system.workers.splice(0)].map((process) => process.terminate()),
    );

  it('finds tasks that were marked as dispatched and never reached the broker', async () => {
    await stopAll(); // nobody dispatches now
    const before = await system.audit.count();
    await system.audit.query(`
      INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, dispatched_at)
      SELECT gen_random_uuid(), 'demo.calculation', 'demo_tasks', '{"expression": "1"}', 1, 1, 1000, now() FROM generate_series(1, 30)`);
    await system.startWorker();
    await system.audit.allEnded(40_000);
    const all = before.accepted + 30;
    expect(await system.audit.count()).toEqual({ accepted: all, ended: all, endedTwice: 0 });
  });

  it('delivers what an API accepted and could not dispatch before it was killed', async () => {
    await stopAll();
    const before = await system.audit.count();
    const doomed = await system.startOwnApi();
    const answers = Array.from({ length: 50 }, () => doomed.client.submit(sum).then(({ id }) => id));
    const first = await Promise.race(answers);
    // some are committed and not dispatched, some marked and not yet with the broker
    await doomed.process.kill9();
    const accepted = (await Promise.allSettled(answers)).filter(
      ({ status }) => status === 'fulfilled',
    ).length;
    const { client } = await system.startApi();
    await system.startWorker();
    expect(await client.ended(first)).toMatchObject({ status: 'COMPLETED' });
    await system.audit.allEnded(40_000);
    const { accepted: rows, ended, endedTwice } = await system.audit.count();
    expect(rows - before.accepted).toBeGreaterThanOrEqual(accepted);
    expect([ended, endedTwice]).toEqual([rows, 0]);
  });
});
