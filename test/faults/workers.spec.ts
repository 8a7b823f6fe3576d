import { resolve } from 'node:path';
import { RowLock } from '../support/row-lock.js';
import { until } from '../support/until.js';
import { type BrokerName, forEachBroker, onAnyBroker } from '../support/brokers.js';
import type { TaskView } from '../support/task-client.js';
import type { TestProcess } from '../support/test-process.js';
import { TestSystem } from '../support/test-system.js';
import { type Received, WebhookReceiver } from '../support/webhook-receiver.js';

const text = (wordsPerSecond: number, more: object = {}) => ({
  type: 'ai.text-generation',
  input: { prompt: 'a story', providerOptions: { simulated: { wordsPerSecond } } },
  ...more,
});

const VARIABLES = { LEASE_SECONDS: '3', WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true' };

/**
 * A system for all tests of a block, which start their workers themselves. After each of them every task has
 * ended once.
 * @returns where a test counts the tasks that it submits beside its first
 */
function startForAll(broker: BrokerName, onStart: (system: TestSystem) => void): { accepted: number } {
  let system: TestSystem;
  const more = { accepted: 0 };
  let tests = 0;
  beforeAll(async () => {
    system = await TestSystem.start({ broker, workers: 0, variables: VARIABLES });
    onStart(system);
  }, 60_000);
  afterEach(async () => {
    await Promise.all([
      ...system.ownWorkers.splice(0).map((worker) => worker.kill9()),
      ...system.workers.splice(0).map((worker) => worker.terminate()),
    ]);
    tests += 1; // each submits one task
    const accepted = tests + more.accepted;
    expect(await system.audit.count()).toEqual({ accepted, ended: accepted, endedTwice: 0 });
  });
  afterAll(() => system.stop());
  return more;
}

forEachBroker((broker) => {
  let system: TestSystem;
  startForAll(broker, (started) => (system = started));

  it('finishes its work on SIGTERM, takes no more, and leaves the registry', async () => {
    const worker = await system.startOwnWorker();
    const { id } = await system.client.submit(text(60));
    await system.client.running(id);
    const [code, task] = await Promise.all([worker.terminate(), system.client.ended(id)]);
    expect([code, task.status, task.attempts.made]).toEqual([0, 'COMPLETED', 1]);
    const { body } = await system.client.call<{ data: { pid: number }[] }>('GET', '/api/v1/workers');
    expect(body.data.map(({ pid }) => pid)).not.toContain(worker.pid); // those that are killed stay
  });

  it('runs a task again whose worker was killed, within 30 s', async () => {
    const worker = await system.startOwnWorker();
    const { id } = await system.client.submit(text(40));
    await system.client.running(id);
    await worker.kill9();
    const killedAt = Date.now();
    await system.startWorker();
    const again = await system.client.until(
      id,
      ({ status, attempts }) => status === 'PROCESSING' && attempts.made === 2,
      30_000,
    );
    expect(Date.now() - killedAt).toBeLessThan(30_000);
    expect(again.worker).not.toBeNull();
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 2 } });
    const { body } = await system.client.call<{ data: object[] }>('GET', `/tasks/${id}/attempts`);
    expect(body.data).toMatchObject([
      { outcome: 'lost', error: { code: 'worker_lost' } },
      { outcome: 'completed' },
    ]);
  });

  it('refuses the result of a worker that slept past its lease', async () => {
    const sleeper = await system.startOwnWorker();
    const { id } = await system.client.submit(text(40));
    await system.client.running(id);
    sleeper.signal('SIGSTOP');
    await system.startWorker();
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 2 } });
    sleeper.signal('SIGCONT');
    await sleeper.line(({ msg }) => msg?.includes('is refused') === true);
  });

  it('gives a task back when its drain is over, and does not count the attempt', async () => {
    const worker = await system.startWorker({ DRAIN_SECONDS: '0.5' });
    const { id } = await system.client.submit(text(40));
    await system.client.running(id);
    expect(await worker.terminate()).toBe(0);
    expect(await system.client.get(id)).toMatchObject({
      status: 'PENDING',
      attempts: { made: 0 },
      error: null,
    });
    await system.startWorker();
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
  });
});

onAnyBroker((broker) => {
  let system: TestSystem;
  const more = startForAll(broker, (started) => (system = started));

  const WITH_STRAYS = { NODE_OPTIONS: `--import=${resolve('test/support/stray-handler.mjs')}` };
  const calculation = (expression: string, maxAttempts = 1) => ({
    type: 'demo.calculation',
    input: { expression },
    maxAttempts,
  });
  const besideOthers = async (
    stray: string,
  ): Promise<{ worker: TestProcess; culprit: TaskView; beside: TaskView }> => {
    const worker = await system.startOwnWorker(WITH_STRAYS);
    const beside = await system.client.submit(calculation('9'));
    await system.client.running(beside.id);
    const culprit = await system.client.submit(calculation(stray));
    more.accepted += 1;
    return { worker, culprit, beside };
  };

  it('fails a task whose handler leaves a rejection behind, and lets those beside it run on', async () => {
    const { worker, culprit, beside } = await besideOthers('1');
    expect(await system.client.ended(culprit.id)).toMatchObject({
      status: 'FAILED',
      error: { code: 'internal' },
    });
    expect(await system.client.get(beside.id)).toMatchObject({ status: 'PROCESSING', attempts: { made: 1 } });
    await system.client.call('POST', `/api/v1/tasks/${beside.id}/cancel`);
    await system.client.ended(beside.id);
    expect(await worker.terminate()).toBe(0);
  });

  it.each([
    ['2', 'of a task, which fails', 'FAILED'],
    ['3', 'of no task', 'CANCELLED'],
  ])(
    'ends after an error that leaves it in an unknown state (%s) %s, and gives the tasks beside it back',
    async (stray, _, status) => {
      const { worker, culprit, beside } = await besideOthers(stray);
      expect(await worker.exited).toBe(1);
      expect(await system.client.until(beside.id, (task) => task.status === 'PENDING')).toMatchObject({
        attempts: { made: 0 },
        error: null,
      });
      for (const { id } of [culprit, beside]) await system.client.call('POST', `/api/v1/tasks/${id}/cancel`);
      expect(await system.client.ended(culprit.id)).toMatchObject({ status });
      expect(await system.client.ended(beside.id)).toMatchObject({ status: 'CANCELLED' });
    },
  );

  const OLDER = { NODE_OPTIONS: `--import=${resolve('test/support/without-calculations.mjs')}` };

  it('ends tasks that wait for a callback once, although the worker that keeps them is killed', async () => {
    const receiver = await WebhookReceiver.start();
    const later = (path: string): string =>
      receiver.url(path, (response) => void response.writeHead(202, { 'Task-Callback': 'later' }).end());
    const submit = (path: string): Promise<TaskView> =>
      system.client.submit({ type: 'http.request', input: { url: later(path), body: {} }, maxAttempts: 2 });
    const complete = ({ headers }: Received, result: object) =>
      system.client.call('POST', `/api/v1/work/${String(headers['task-id'])}/complete`, {
        token: String(headers['task-token']),
        result,
      });
    const worker = await system.startOwnWorker({}, ['--concurrency', '1']);
    const [soon, late] = await Promise.all([submit('/soon'), submit('/late')]);
    more.accepted += 1;
    // both wait: neither takes the one slot
    const [[first], [early]] = await Promise.all([
      receiver.arrived('/late', 1),
      receiver.arrived('/soon', 1),
    ]);
    await system.client.running(late.id);
    await worker.kill9();
    expect((await complete(early as Received, { soon: true })).status).toBe(200); // nobody keeps it now
    await system.startWorker();
    const [, second] = await receiver.arrived('/late', 2, 30_000);
    expect(second?.id).toBe(first?.id); // the key for doing the work once
    expect(await complete(first as Received, { old: true })).toMatchObject({
      status: 409,
      body: { code: 'lease_lost' },
    });
    const ends = await Promise.all([1, 2].map((n) => complete(second as Received, { n })));
    expect(ends.map(({ status }) => status)).toEqual([200, 200]); // the same call again
    expect(await system.client.ended(late.id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 2 } });
    expect(await system.client.ended(soon.id)).toMatchObject({
      status: 'COMPLETED',
      result: { soon: true },
      attempts: { made: 1 },
    });
    expect(receiver.at('/soon')).toHaveLength(1);
    receiver.stop();
  });

  it('wakes a worker over HTTP that waits at another API, and lets none wait at one that stops', async () => {
    const type = { queue: 'acme', description: '', input: {}, result: {} };
    await system.client.call('PUT', '/api/v1/task-types/acme.any', type);
    const { process: other, client } = await system.startOwnApi();
    type Claims = { tasks: { task: { id: string }; lease: { token: string } }[] };
    const claim = async (name: string): Promise<Claims['tasks']> => {
      const body = { worker: { name }, types: ['acme.any'], max: 1, waitSeconds: 60 };
      return (await client.call<Claims>('POST', '/api/v1/work/claims', body)).body.tasks;
    };
    const named = (name: string) => system.audit.query('SELECT FROM workers WHERE name = $1', [name]);
    const waits = (name: string) => until(async () => (await named(name)).length > 0, 30_000);
    const woken = claim('woken');
    await waits('woken');
    const { id } = await system.client.submit({ type: 'acme.any', input: {} });
    expect(await woken).toMatchObject([{ task: { id } }]);
    const unserved = claim('unserved');
    await waits('unserved');
    expect(await Promise.all([other.terminate(), unserved])).toEqual([0, []]);
    const end = { token: (await woken)[0]?.lease.token, result: {} };
    await system.client.call('POST', `/api/v1/work/${id}/complete`, end);
  });

  it('spends no attempt of a task on a worker that does not know its type', async () => {
    const older = await system.startOwnWorker(OLDER);
    const { id } = await system.client.submit(calculation('1 + 1'));
    const givenBack = () =>
      system.audit.query('SELECT FROM tasks WHERE id = $1 AND given_back_as = delivery', [id]);
    await until(async () => (await givenBack()).length > 0, 30_000);
    expect(await system.client.get(id)).toMatchObject({
      status: 'PENDING',
      attempts: { made: 0 },
      waitingFor: { reason: 'worker' },
    });
    await system.startWorker();
    const { body } = await system.client.call<{ data: { types: string[] }[] }>('GET', '/api/v1/workers');
    expect(body.data.filter(({ types }) => types.includes('demo.calculation')).length).toBeLessThan(
      body.data.length,
    );
    await older.terminate(); // until then either may be handed the task
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
  });

  it('loses no task whose row somebody else holds for longer than a lease, and settles those beside it meanwhile', async () => {
    await system.startWorker();
    const tasks = await Promise.all([1, 2, 3].map(() => system.client.submit(text(40))));
    more.accepted += 2;
    await Promise.all(tasks.map(({ id }) => system.client.running(id)));
    const [held, ...others] = tasks as [TaskView, TaskView, TaskView];
    const lock = await RowLock.onTask(system.variables['DATABASE_URL'] as string, held.id);
    for (const { id } of others)
      expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
    const since = 'SELECT FROM tasks WHERE id = $1 AND lease_expires_at < now() - 3 * interval $$1 s$$';
    // the reconcilers had the time to take it
    await until(async () => (await system.audit.query(since, [held.id])).length > 0, 30_000);
    expect(await system.client.get(held.id)).toMatchObject({ status: 'PROCESSING', attempts: { made: 1 } });
    await lock.release();
    expect(await system.client.ended(held.id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
  });
});

forEachBroker((broker) => {
  let system: TestSystem;
  const SHORT = { LEASE_SECONDS: '5', DATABASE_ANSWER_SECONDS: '3' };
  beforeAll(async () => {
    system = await TestSystem.start({
      broker,
      ownPostgres: true,
      flaky: true,
      workers: 0,
      variables: SHORT,
    });
    await system.startOwnWorker(); // connections of one process know of each other
  }, 60_000);
  afterAll(() => system.stop());

  it('takes no task from a worker that lives although all of its connections fall silent, again and again', async () => {
    const direct = {
      DATABASE_URL: system.postgres?.url ?? '',
      ...(system.redis && { REDIS_URL: system.redis.url }),
    };
    const { process: bystander } = await system.startOwnApi(direct); // would take them
    const tasks = await Promise.all([1, 2, 3, 4].map(() => system.client.submit(text(10))));
    await Promise.all(tasks.map(({ id }) => system.client.running(id)));
    for (let silences = 0; silences < 2; silences += 1) {
      system.proxies?.database.freeze();
      system.proxies?.redis?.freeze();
      const lost = await Promise.all([1, 2, 3].map(() => system.client.call('POST', '/tasks', text(1_000))));
      for (const { status } of lost) expect([201, 503]).toContain(status);
      expect((await system.client.call('POST', '/tasks', text(1_000))).status).toBe(201);
    }
    for (const { id } of tasks)
      expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
    await system.audit.allEnded(60_000);
    const { accepted, ended, endedTwice } = await system.audit.count();
    expect([ended, endedTwice]).toEqual([accepted, 0]);
    await bystander.kill9();
    await system.audit.query('DELETE FROM tasks');
    await system.audit.query('DELETE FROM audit');
  });

  it('keeps results while PostgreSQL restarts', async () => {
    const before = (await system.audit.count()).accepted;
    const ids = (
      await system.client.call<{ tasks: TaskView[] }>('POST', '/tasks/batch', {
        tasks: Array.from({ length: 5 }, () => text(60)),
      })
    ).body.tasks;
    await system.client.running(ids[0]?.id as string);
    await system.postgres?.restart();
    await system.audit.allEnded(60_000);
    const accepted = before + 5;
    expect(await system.audit.count()).toEqual({ accepted, ended: accepted, endedTwice: 0 });
    expect(await system.client.get(ids[0]?.id as string)).toMatchObject({ status: 'COMPLETED' });
    for (const { log } of [...system.apis, ...system.ownWorkers])
      expect(log.filter(({ level }) => level === undefined)).toEqual([]);
  });

  it('answers 503 while PostgreSQL is away, and as ever afterwards', async () => {
    await system.postgres?.stop();
    expect(await system.client.call('POST', '/tasks', text(100))).toMatchObject({
      status: 503,
      body: { code: 'database_unavailable' },
    });
    expect((await system.client.call('GET', '/health/ready')).status).toBe(503);
    await system.postgres?.start();
    const { id } = await system.client.submit(text(1_000));
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED' });
  });
});
