import { randomUUID } from 'node:crypto';
import { RemoteWorkRepository } from '@app/persistence';
import { DataSource } from 'typeorm';
import { type Claimed, remoteCalls, RESIZE } from '../support/remote-calls.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';
import { until } from '../support/until.js';

describe('work over HTTP', () => {
  let system: SystemInProcess;
  beforeAll(async () => void (system = await startInProcess([])));
  afterAll(() => system.stop());

  const { put, submit, claim, claimOne, say, get } = remoteCalls(() => system);

  it('registers a type: it is listed, documented, and its inputs are checked', async () => {
    expect(await put('acme.resize')).toMatchObject({
      status: 200,
      body: { name: 'acme.resize', queue: 'images', inputSchema: RESIZE.input, defaults: { maxAttempts: 2 } },
    });
    const { body: list } = await system.call('GET', '/api/v1/task-types');
    expect((list as { data: { name: string }[] }).data.map(({ name }) => name)).toContain('acme.resize');
    const { body: document } = await system.call('GET', '/docs-json');
    expect(document).toMatchObject({
      components: {
        schemas: {
          RegisteredAcmeResizeInput: RESIZE.input,
          RegisteredAcmeResizeSubmission: { properties: { type: { enum: ['acme.resize'] } } },
        },
      },
    });
    const wrong = { type: 'acme.resize', input: { width: 0, name: 'A', more: 1 } };
    expect(await system.call('POST', '/api/v1/tasks', wrong)).toMatchObject({
      status: 400,
      body: {
        errors: expect.arrayContaining([
          { path: 'input.width', message: 'must be >= 1' },
          { path: 'input.more', message: 'is not a known field' },
          { path: 'input.name', message: 'must match pattern "^[a-z]+$"' },
        ]) as never,
      },
    });
  });

  it('runs a task from its claim to its end', async () => {
    await put('acme.whole');
    const id = await submit('acme.whole');
    expect(await get(id)).toMatchObject({
      status: 'PENDING',
      queue: 'images',
      attempts: { made: 0, max: 2 },
    });
    const { workerId, leaseSeconds, tasks } = await claim('acme.whole', { waitSeconds: 10 });
    const [one] = tasks as [Claimed];
    expect(one).toMatchObject({ task: { id, status: 'PROCESSING', worker: workerId }, attempt: 1 });
    expect(leaseSeconds).toBe(15);
    expect(await say(one, 'progress', { percent: 40, message: 'half' })).toMatchObject({ status: 204 });
    expect(await say(one, 'text', { text: 'some ' })).toMatchObject({ status: 204 });
    expect(await say(one, 'text', { text: 'text' })).toMatchObject({ status: 204 });
    const line = { level: 'info', message: 'asked', data: { a: 1 } };
    expect(await say(one, 'logs', line)).toMatchObject({ status: 204 });
    const leases = [{ id, token: one.lease.token }];
    expect(await system.call('POST', '/api/v1/work/heartbeats', { workerId, leases })).toMatchObject({
      status: 200,
      body: { leases: [{ id, state: 'held', expiresAt: expect.any(String) as never }] },
    });
    expect(await say(one, 'complete', { result: { bytes: 'no' } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'result.bytes', message: 'must be integer' }] },
    });
    const usage = { provider: 'p', model: 'm', inputTokens: 1, outputTokens: 2, totalTokens: 3 };
    const done = await say(one, 'complete', { result: { bytes: 7 }, usage });
    expect(done).toMatchObject({ status: 200, body: { status: 'COMPLETED', result: { bytes: 7 }, usage } });
    // its answer may have been lost
    expect(await say(one, 'complete', { result: { bytes: 7 }, usage })).toMatchObject({ status: 200 });
    expect(await say(one, 'release')).toMatchObject({ status: 409, body: { code: 'lease_lost' } });
    expect(await say(one, 'progress', { percent: 50 })).toMatchObject({ status: 409 });
    const { body: attempts } = await system.call('GET', `/api/v1/tasks/${id}/attempts`);
    expect(attempts).toMatchObject({ data: [{ number: 1, worker: workerId, outcome: 'completed' }] });
    const { body: log } = await system.call('GET', `/api/v1/tasks/${id}/logs`);
    expect(log).toMatchObject({ data: [{ message: 'asked', fields: { a: 1 } }] });
    const { body: workers } = await system.call('GET', '/api/v1/workers');
    expect((workers as { data: object[] }).data).toContainEqual(
      expect.objectContaining({
        id: workerId,
        name: 'resizer',
        pid: null,
        status: 'online',
        types: ['acme.whole'],
      }),
    );
  });

  it('retries what failed, and gives the same idempotency key to who takes over', async () => {
    await put('acme.failing');
    const id = await submit('acme.failing');
    const first = await claimOne('acme.failing');
    expect(await say(first, 'release')).toMatchObject({
      status: 200,
      body: { status: 'PENDING', attempts: { made: 0 } },
    });
    const second = await claimOne('acme.failing');
    expect(second).toMatchObject({ attempt: 1, idempotencyKey: first.idempotencyKey });
    const error = { code: 'broken_image', message: 'It is broken.', retryable: true };
    expect(await say(second, 'fail', { error })).toMatchObject({
      status: 200,
      body: { status: 'PENDING', error: { code: 'broken_image', attempt: 1 } },
    });
    const third = await claimOne('acme.failing');
    expect(third.idempotencyKey).not.toBe(first.idempotencyKey);
    expect(await say(third, 'fail', { error })).toMatchObject({ status: 200, body: { status: 'FAILED' } });
    expect(await say(first, 'complete', { result: { bytes: 1 } })).toMatchObject({ status: 409 });
    expect(await get(id)).toMatchObject({ status: 'FAILED', attempts: { made: 2 } });
  });

  it('lets a claim wait for what is submitted meanwhile, and hands the most urgent out first', async () => {
    await put('acme.waiting');
    const waiting = claimOne('acme.waiting');
    const id = await submit('acme.waiting');
    expect((await waiting).task.id).toBe(id);
    const low = await submit('acme.waiting');
    const urgent = await submit('acme.waiting', { width: 1 }, { priority: 9 });
    const { tasks } = await claim('acme.waiting', { max: 100 });
    expect(tasks.map(({ task }) => task.id)).toEqual([urgent, low]);
    expect((await claim('acme.waiting')).tasks).toEqual([]);
  });

  it('shares what is due among all who wait', async () => {
    await put('acme.shared');
    const claims = Array.from({ length: 3 }, () => claim('acme.shared', { max: 10, waitSeconds: 10 }));
    await until(async () => {
      const { body } = await system.call('GET', '/api/v1/workers');
      const known = (body as { data: { types: string[] }[] }).data;
      return known.filter(({ types }) => types.includes('acme.shared')).length === 3;
    }, 10_000);
    const tasks = Array.from({ length: 6 }, () => ({ type: 'acme.shared', input: { width: 1 } }));
    expect(await system.call('POST', '/api/v1/tasks/batch', { tasks })).toMatchObject({ status: 201 });
    expect((await Promise.all(claims)).map(({ tasks: own }) => own.length)).toEqual([2, 2, 2]);
  });

  it('obeys pause, the total concurrency and the drain of a worker', async () => {
    await put('acme.held', { queue: 'held' });
    await submit('acme.held');
    await submit('acme.held');
    await system.call('POST', '/api/v1/queues/held/pause');
    expect((await claim('acme.held')).tasks).toEqual([]);
    expect(await get(await submit('acme.held'))).toMatchObject({ waitingFor: { reason: 'paused' } });
    await system.call('PATCH', '/api/v1/queues/held', { concurrency: 1 });
    await system.call('POST', '/api/v1/queues/held/resume');
    const { tasks, workerId } = await claim('acme.held', { max: 10, waitSeconds: 10 });
    expect(tasks).toHaveLength(1);
    expect((await claim('acme.held', { workerId })).tasks).toEqual([]);
    const { body: workers } = await system.call('GET', '/api/v1/workers');
    const one = (workers as { data: { id: string }[] }).data.find(({ id }) => id === workerId);
    expect(one).toMatchObject({ concurrency: 10 }); // not the 1 of its last claim
    expect(await system.call('POST', `/api/v1/workers/${workerId}/drain`)).toMatchObject({ status: 202 });
    expect(await say(tasks[0] as Claimed, 'complete', { result: { bytes: 1 } })).toMatchObject({
      status: 200,
    });
    await until(async () => (await claim('acme.held', { workerId })).tasks.length === 0, 10_000);
    await system.call('PATCH', '/api/v1/queues/held', { concurrency: null });
    expect((await claim('acme.held', { max: 10, waitSeconds: 10 })).tasks).toHaveLength(2);
  });

  it('stops what is cancelled, and ends what takes longer than it may', async () => {
    await put('acme.stopped');
    const id = await submit('acme.stopped');
    const one = await claimOne('acme.stopped');
    await system.call('POST', `/api/v1/tasks/${id}/cancel`);
    const leases = [{ id, token: one.lease.token }];
    expect(
      await system.call('POST', '/api/v1/work/heartbeats', { workerId: randomUUID(), leases }),
    ).toMatchObject({ body: { leases: [{ state: 'cancelling' }] } });
    expect(await say(one, 'release')).toMatchObject({ status: 200, body: { status: 'CANCELLED' } });
    const slow = await submit('acme.stopped', { width: 1 }, { timeoutMs: 100, maxAttempts: 1 });
    await claimOne('acme.stopped');
    await until(async () => (await get(slow)).status === 'FAILED', 10_000);
    expect(await get(slow)).toMatchObject({ error: { code: 'timeout', attempt: 1 } });
  });

  it('keeps what waits for a type that was taken away, and says why it waits', async () => {
    await put('acme.gone', { queue: 'gone' });
    const id = await submit('acme.gone');
    expect(await system.call('DELETE', '/api/v1/task-types/acme.gone')).toMatchObject({ status: 204 });
    expect(await system.call('DELETE', '/api/v1/task-types/acme.gone')).toMatchObject({ status: 404 });
    expect(await get(id)).toMatchObject({ status: 'PENDING', waitingFor: { reason: 'worker' } });
    expect(
      await system.call('POST', '/api/v1/tasks', { type: 'acme.gone', input: { width: 1 } }),
    ).toMatchObject({ status: 400, body: { errors: [{ path: 'type' }] } });
    const body = { worker: { name: 'x' }, types: ['acme.gone'], max: 1 };
    expect(await system.call('POST', '/api/v1/work/claims', body)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'types.0', message: 'is no task type that workers registered' }] },
    });
    await put('acme.gone', { queue: 'gone' });
    expect((await claimOne('acme.gone')).task.id).toBe(id);
  });

  it('shares a queue with types of our own workers', async () => {
    await put('acme.neighbour', { queue: 'demo_tasks' });
    const id = await submit('acme.neighbour');
    const own = await system.run({ type: 'demo.calculation', input: { expression: '1+1' } });
    expect(await get(own)).toMatchObject({ status: 'COMPLETED' });
    expect(await get(id)).toMatchObject({ status: 'PENDING', queue: 'demo_tasks' });
    expect((await claimOne('acme.neighbour')).task.id).toBe(id);
  });

  it('follows a type from our own workers to workers over HTTP, and back', async () => {
    const work = system.app.get(RemoteWorkRepository, { strict: false });
    const change = (id: string, sql: string) =>
      system.app.get(DataSource).query(`UPDATE tasks SET ${sql} WHERE id = $1`, [id]);
    await put('acme.former', { queue: 'former' });
    const theirs = await submit('acme.former');
    await change(theirs, 'remote = NULL, dispatched_at = now(), delivery = 3'); // as the broker has it
    expect((await claim('acme.former')).tasks).toEqual([]);
    await put('acme.former', { queue: 'former' });
    expect((await claimOne('acme.former')).task.id).toBe(theirs);
    const { body } = await system.call('POST', '/api/v1/tasks', {
      type: 'demo.calculation',
      input: { expression: '1' },
      runAt: new Date(Date.now() + 60_000),
    });
    const { id: ours } = body as { id: string };
    await change(ours, 'remote = true, due_at = now(), run_at = NULL'); // as workers over HTTP had it
    expect(await work.takeOver(['demo.calculation'], 10)).toBe(1);
    await system.deliver(ours);
    expect(await get(ours)).toMatchObject({ status: 'COMPLETED' });
  });

  it('refuses leases that are none', async () => {
    const leases = [[], 'x', { id: 'x' }];
    expect(
      await system.call('POST', '/api/v1/work/heartbeats', { workerId: randomUUID(), leases }),
    ).toMatchObject({ status: 400, body: { errors: expect.anything() as never } });
  });

  it('refuses schemas and names that can never work', async () => {
    expect(await put('demo.calculation')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await put('a%20b')).toMatchObject({ status: 400, body: { errors: [{ path: 'name' }] } });
    expect(await put('acme.bad', { input: { type: 'text' } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'input', message: expect.stringContaining('is no JSON Schema') as never }] },
    });
    const lookAhead = { properties: { a: { type: 'string', pattern: '(?=a)a' } } };
    expect(await put('acme.bad', { input: lookAhead })).toMatchObject({ status: 400 });
    expect(await put('acme.bad', { examples: { none: {} } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'examples.none.width', message: 'is required' }] },
    });
  });
});
