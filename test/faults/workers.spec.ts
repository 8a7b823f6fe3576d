import { forEachBroker } from '../support/brokers.js';
import type { TaskView } from '../support/task-client.js';
import { TestSystem } from '../support/test-system.js';

const text = (wordsPerSecond: number, more: object = {}) => ({
  type: 'ai.text-generation',
  input: { prompt: 'a story', providerOptions: { simulated: { wordsPerSecond } } },
  ...more,
});

forEachBroker((broker) => {
  let system: TestSystem;
  const start = async (options: Partial<Parameters<typeof TestSystem.start>[0]> = {}) =>
    void (system = await TestSystem.start({ broker, variables: { LEASE_SECONDS: '3' }, ...options }));
  afterEach(() => system.stop());

  it('runs a task again whose worker was killed, within 30 s', async () => {
    await start();
    const { id } = await system.client.submit(text(20));
    await system.client.running(id);
    await system.workers[0]?.kill9();
    const killedAt = Date.now();
    await system.startWorker();
    const again = await system.client.until(id, ({ status, attempts }) => status === 'PROCESSING' && attempts.made === 2, 30_000);
    expect(Date.now() - killedAt).toBeLessThan(30_000);
    expect(again.worker).not.toBeNull();
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 2 } });
    const { body } = await system.client.call<{ data: object[] }>('GET', `/tasks/${id}/attempts`);
    expect(body.data).toMatchObject([{ outcome: 'lost', error: { code: 'worker_lost' } }, { outcome: 'completed' }]);
    expect(await system.audit.count()).toEqual({ accepted: 1, ended: 1, endedTwice: 0 });
  });

  it('refuses the result of a worker that slept past its lease', async () => {
    await start();
    const { id } = await system.client.submit(text(20));
    await system.client.running(id);
    const [sleeper] = system.workers;
    sleeper?.signal('SIGSTOP');
    await system.startWorker();
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 2 } });
    sleeper?.signal('SIGCONT');
    await sleeper?.line(({ msg }) => msg?.includes('is refused') === true);
    expect(await system.audit.count()).toEqual({ accepted: 1, ended: 1, endedTwice: 0 });
  });

  it('finishes its work on SIGTERM, takes no more, and leaves the registry', async () => {
    await start();
    const { id } = await system.client.submit(text(60));
    await system.client.running(id);
    const [worker] = system.workers;
    const [code, task] = await Promise.all([worker?.terminate(), system.client.ended(id)]);
    expect([code, task.status, task.attempts.made]).toEqual([0, 'COMPLETED', 1]);
    const { body } = await system.client.call<{ data: object[] }>('GET', '/api/v1/workers');
    expect(body.data).toEqual([]);
  });

  it('gives a task back when its drain is over, and does not count the attempt', async () => {
    await start({ variables: { LEASE_SECONDS: '3', DRAIN_SECONDS: '0.5' } });
    const { id } = await system.client.submit(text(20));
    await system.client.running(id);
    expect(await system.workers[0]?.terminate()).toBe(0);
    expect(await system.client.get(id)).toMatchObject({ status: 'PENDING', attempts: { made: 0 }, error: null });
    await system.startWorker();
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
  });

  it('keeps results while PostgreSQL restarts', async () => {
    await start({ ownPostgres: true, variables: { LEASE_SECONDS: '5' } });
    const ids = (
      await system.client.call<{ tasks: TaskView[] }>('POST', '/tasks/batch', { tasks: Array.from({ length: 5 }, () => text(60)) })
    ).body.tasks;
    await system.client.running(ids[0]?.id as string);
    await system.postgres?.restart();
    await system.audit.allEnded(60_000);
    expect(await system.audit.count()).toEqual({ accepted: 5, ended: 5, endedTwice: 0 });
    expect(await system.client.get(ids[0]?.id as string)).toMatchObject({ status: 'COMPLETED' });
    for (const { log } of [...system.apis, ...system.workers]) expect(log.filter(({ level }) => level === undefined)).toEqual([]);
  });

  it('answers 503 while PostgreSQL is away, and as ever afterwards', async () => {
    await start({ ownPostgres: true });
    await system.postgres?.stop();
    expect(await system.client.call('POST', '/tasks', text(100))).toMatchObject({ status: 503, body: { code: 'database_unavailable' } });
    expect((await system.client.call('GET', '/health/ready')).status).toBe(503);
    await system.postgres?.start();
    const { id } = await system.client.submit(text(1_000));
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED' });
  });
});
