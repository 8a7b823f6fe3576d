import { forEachBroker } from '../support/brokers.js';
import type { HostedPart } from '../support/host/hosted-part.js';
import type { TaskView } from '../support/task-client.js';
import { queueCalls } from '../support/queue-calls.js';
import { story, sums } from '../support/submission-bodies.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

interface RemoteClaim {
  readonly task: TaskView;
  readonly lease: { readonly token: string };
  readonly attempt: number;
}

/** Pause, total concurrency and drain, on each broker. */
forEachBroker((broker) => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await TestSystem.start({
      broker,
      workers: 2,
      variables: { CONCURRENCY: '4', LEASE_SECONDS: '2' },
    });
  }, 60_000);
  afterAll(() => system.stop());

  const { submitAll, control, reasonOf, inStatus } = queueCalls(() => system);

  it('starts nothing of a paused queue, also after a restart and a loss of the broker, and all of it after a resume', async () => {
    expect(await control('POST', 'demo_tasks/pause')).toMatchObject({
      status: 200,
      body: { name: 'demo_tasks', paused: true },
    });
    const ids = await submitAll(sums(30));
    const other = await system.client.submit(story(2_000));
    await Promise.all(system.workers.splice(0).map((worker) => worker.terminate()));
    const unserved = await system.client.submit(story(2_000));
    expect(await reasonOf(unserved.id)).toBe('worker');
    const list = await system.client.call<{ data: TaskView[] }>('GET', '/tasks?queue=demo_tasks&limit=200');
    const listed = list.body.data.filter(({ id }) => ids.includes(id));
    expect(listed.map(({ waitingFor }) => waitingFor?.reason)).toEqual(ids.map(() => 'paused'));
    await system.redis?.flushAll();
    await Promise.all([system.startWorker(), system.startWorker()]);
    expect(await system.client.ended(other.id)).toMatchObject({ status: 'COMPLETED' });
    expect(await inStatus('PENDING')).toBe(30);
    expect((await control('GET', 'demo_tasks')).body).toMatchObject({ paused: true, waiting: 30, active: 0 });
    expect((await system.client.get(other.id)).waitingFor).toBeNull();
    expect(await control('POST', 'demo_tasks/resume')).toMatchObject({
      status: 200,
      body: { paused: false },
    });
    for (const id of ids)
      expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
  });

  it('claims nothing that the broker already has once the pause is answered', async () => {
    const ids = await submitAll(Array.from({ length: 40 }, () => story(40)));
    await system.client.running(ids[0] as string);
    await control('POST', 'ai_processing/pause');
    const started = (await system.audit.query('SELECT FROM task_attempts')).length;
    await until(async () => (await inStatus('PROCESSING', 'ai_processing')) === 0, 20_000);
    expect((await system.audit.query('SELECT FROM task_attempts')).length).toBe(started);
    expect(await inStatus('PENDING', 'ai_processing')).toBeGreaterThan(0);
    await system.client.call('POST', '/api/v1/queues/ai_processing/resume');
    await Promise.all(ids.map((id) => system.client.call('POST', `/tasks/${id}/cancel`)));
    await system.audit.allEnded(15_000);
  });

  it('keeps a limited queue busy: the next task starts when one ends', async () => {
    await control('PATCH', 'demo_tasks', { concurrency: 1 });
    const ids = await submitAll(sums(40));
    const startedAt = Date.now();
    for (const id of ids) await system.client.ended(id);
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    await control('PATCH', 'demo_tasks', { concurrency: null });
  });

  it('lets a draining worker finish and take no more, until it is to take tasks again', async () => {
    await system.audit.allEnded(15_000);
    const { body } = await system.client.call<{ data: { id: string; pid: number }[] }>(
      'GET',
      '/api/v1/workers',
    );
    const draining = body.data.find(({ pid }) => pid === system.workers[0]?.pid);
    await control('PATCH', 'ai_processing', { concurrency: null });
    const ids = await submitAll(Array.from({ length: 8 }, () => story(50)));
    await until(async () => (await inStatus('PROCESSING', 'ai_processing')) === 8, 10_000);
    const answer = await system.client.call('POST', `/api/v1/workers/${draining?.id}/drain`);
    expect(answer).toMatchObject({ status: 202, body: { id: draining?.id, status: 'draining' } });
    const heard = (worker: HostedPart) =>
      worker.line(({ msg }) => msg === 'an operator wants this worker to take no more');
    const drained = await Promise.any(system.workers.map(async (worker) => (await heard(worker), worker)));
    const later = await submitAll(sums(20));
    for (const id of ids)
      expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
    for (const id of later) expect((await system.client.ended(id)).worker).not.toBe(draining?.id);
    const shown = await system.client.call<{ data: object[] }>('GET', '/api/v1/workers');
    expect(shown.body.data).toContainEqual(expect.objectContaining({ id: draining?.id, status: 'draining' }));
    expect(await system.client.call('POST', `/api/v1/workers/${draining?.id}/undrain`)).toMatchObject({
      status: 202,
    });
    const isOnline = async (): Promise<boolean> => {
      const { body } = await system.client.call<{ data: { id: string; status: string }[] }>(
        'GET',
        '/api/v1/workers',
      );
      return body.data.some(({ id, status }) => id === draining?.id && status === 'online');
    };
    await until(isOnline, 10_000);
    const ready = await fetch(`${await system.urlOf(drained)}/health/ready`);
    expect(ready.status).toBe(200);
    await submitAll(Array.from({ length: 8 }, () => story(50)));
    // four slots of each
    await until(async () => (await inStatus('PROCESSING', 'ai_processing')) === 8, 10_000);
    await system.audit.allEnded(15_000);
  });

  describe('for workers over HTTP, whose tasks share a queue with those of our own', () => {
    const ANY = { type: 'object' };
    const type = { queue: 'demo_tasks', description: '', input: ANY, result: ANY, retryDelayMs: 0 };
    const post = (path: string, body: object) => system.client.call('POST', `/api/v1/work/${path}`, body);
    const submit = (given: object = {}) => system.client.submit({ type: 'acme.any', input: {}, ...given });
    const claim = async (waitSeconds: number): Promise<RemoteClaim[]> => {
      const body = { worker: { name: 'conformance' }, types: ['acme.any'], max: 10, waitSeconds };
      return ((await post('claims', body)).body as { tasks: RemoteClaim[] }).tasks;
    };
    const say = ({ task, lease }: RemoteClaim, what: string, body: object = {}) =>
      post(`${task.id}/${what}`, { token: lease.token, ...body });
    beforeAll(async () => {
      expect(await system.client.call('PUT', '/api/v1/task-types/acme.any', type)).toMatchObject({
        status: 200,
      });
    });

    it('hands out nothing of a paused queue, also after a loss of the broker, then the most urgent first, within the limit', async () => {
      await control('POST', 'demo_tasks/pause');
      await control('PATCH', 'demo_tasks', { concurrency: 1 });
      const [usual, urgent] = [await submit(), await submit({ priority: 9 })];
      await system.redis?.flushAll();
      expect(await claim(0)).toEqual([]);
      expect(await reasonOf(usual.id)).toBe('paused');
      await control('POST', 'demo_tasks/resume');
      const [first, ...others] = await claim(20);
      expect([first?.task.id, others]).toEqual([urgent.id, []]);
      const [sum] = await submitAll(sums(1));
      expect([await reasonOf(usual.id), await reasonOf(String(sum))]).toEqual(['limit', 'limit']);
      expect(await claim(0)).toEqual([]);
      expect((await say(first as RemoteClaim, 'complete', { result: {} })).status).toBe(200);
      const [second] = await claim(20);
      expect((await say(second as RemoteClaim, 'complete', { result: {} })).status).toBe(200);
      for (const id of [usual.id, String(sum)])
        expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
      await control('PATCH', 'demo_tasks', { concurrency: null });
    });

    it('keeps to the time of a task and of its next attempt, and cancels and times out what runs', async () => {
      const runAt = new Date(Date.now() + 500);
      const { id } = await submit({ runAt, maxAttempts: 3 });
      const [first] = (await claim(20)) as [RemoteClaim];
      expect([first.task.id, Date.now() >= runAt.getTime()]).toEqual([id, true]);
      const error = { code: 'later', message: 'Not now.', retryable: true };
      const failedAt = Date.now();
      expect(await say(first, 'fail', { error, retryAfterSeconds: 0.5 })).toMatchObject({
        body: { status: 'PENDING', waitingFor: { reason: 'time' } },
      });
      const [second] = (await claim(20)) as [RemoteClaim];
      expect([second.task.id, second.attempt, Date.now() - failedAt >= 500]).toEqual([id, 2, true]);
      await system.client.call('POST', `/tasks/${id}/cancel`);
      const leases = [{ id, token: second.lease.token }];
      expect(await post('heartbeats', { workerId: id, leases })).toMatchObject({
        body: { leases: [{ state: 'cancelling' }] },
      });
      expect(await say(second, 'release')).toMatchObject({ body: { status: 'CANCELLED' } });
      const slow = await submit({ timeoutMs: 200, maxAttempts: 1 });
      const [late] = (await claim(20)) as [RemoteClaim];
      expect(await system.client.ended(slow.id)).toMatchObject({ error: { code: 'timeout' } });
      expect(await say(late, 'complete', { result: {} })).toMatchObject({ status: 409 });
    });
  });
});
