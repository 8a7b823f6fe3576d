import { onAnyBroker } from '../support/brokers.js';
import type { TaskView } from '../support/task-client.js';
import { queueCalls } from '../support/queue-calls.js';
import { story, sums } from '../support/submission-bodies.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

onAnyBroker((broker) => {
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

  it('never runs more of a queue than its concurrency, also while workers are killed', async () => {
    expect(await control('PATCH', 'ai_processing', { concurrency: 3 })).toMatchObject({
      status: 200,
      body: { concurrency: 3 },
    });
    await system.workers.shift()?.terminate();
    const doomed = await system.startOwnWorker();
    await submitAll(Array.from({ length: 16 }, () => story(300)));
    const seen: number[] = [];
    let killed = false;
    const left = async (): Promise<boolean> => {
      seen.push(await inStatus('PROCESSING', 'ai_processing'));
      if (!killed && seen.at(-1) === 3) {
        killed = true;
        await doomed.kill9();
      }
      return (await inStatus('PENDING', 'ai_processing')) > 0 || seen.at(-1) !== 0;
    };
    await until(async () => !(await left()), 40_000);
    await system.startWorker();
    expect(Math.max(...seen)).toBe(3);
    expect(await control('PATCH', 'ai_processing', { concurrency: null })).toMatchObject({
      body: { concurrency: null },
    });
    expect(await system.audit.count()).toMatchObject({ endedTwice: 0 });
  });

  it('raises a limit at once', async () => {
    await control('PATCH', 'ai_processing', { concurrency: 1 });
    const ids = await submitAll(Array.from({ length: 4 }, () => story(10)));
    await until(async () => (await inStatus('PROCESSING', 'ai_processing')) === 1, 10_000);
    await until(
      async () => (await Promise.all(ids.map(reasonOf))).filter((reason) => reason === 'limit').length === 3,
      10_000,
    );
    await control('PATCH', 'ai_processing', { concurrency: 4 });
    await until(async () => (await inStatus('PROCESSING', 'ai_processing')) === 4, 5_000);
    expect(await Promise.all(ids.map(reasonOf))).toEqual([undefined, undefined, undefined, undefined]);
    await control('PATCH', 'ai_processing', { concurrency: null });
    await Promise.all(ids.map((id) => system.client.call('POST', `/tasks/${id}/cancel`)));
  });

  it('starts a task that waits for its time when it is told to, and no other', async () => {
    const runAt = new Date(Date.now() + 3_600_000).toISOString();
    const { id } = await system.client.submit({ ...sums(1)[0], runAt });
    expect((await system.client.get(id)).waitingFor).toEqual({ reason: 'time', until: runAt });
    const answer = await system.client.call<TaskView>('POST', `/tasks/${id}/run-now`);
    expect(answer).toMatchObject({
      status: 202,
      body: { id, status: 'PENDING', waitingFor: { reason: 'worker' } },
    });
    expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED', waitingFor: null });
    expect(await system.client.call('POST', `/tasks/${id}/run-now`)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect((await system.client.call('POST', '/tasks/1/run-now')).status).toBe(404);
  });

  it('keeps what a handler logs with its task, and no prompt', async () => {
    const { id } = await system.client.submit(story(2_000));
    await system.client.ended(id);
    const logs = await system.client.call<{ data: { id: number; message: string }[] }>(
      'GET',
      `/tasks/${id}/logs`,
    );
    expect(logs.body.data).toMatchObject([
      { attempt: 1, level: 'info', message: 'Attempt 1 asks simulated for simulated.', fields: null },
      { attempt: 1, level: 'info', fields: { finishReason: 'stop', outputTokens: expect.any(Number) } },
    ]);
    expect(JSON.stringify(logs.body)).not.toContain('a story');
    const rest = await system.client.call<{ data: object[] }>(
      'GET',
      `/tasks/${id}/logs?after=${logs.body.data[0]?.id}`,
    );
    expect(rest.body.data).toEqual(logs.body.data.slice(1));
    expect((await system.client.call('GET', `/tasks/${id}/logs?after=x`)).status).toBe(400);
    expect((await system.client.call('GET', '/tasks/1/logs')).status).toBe(404);
  });

  it('counts what happened, for charts', async () => {
    for (const one of [story(2_000), ...sums(1)])
      await system.client.ended((await system.client.submit(one)).id);
    const stats = await system.client.call<{
      series: { accepted: number }[];
      totals: { accepted: number; completed: number };
    }>('GET', '/api/v1/stats?window=15m');
    const { accepted } = await system.audit.count();
    expect(stats).toMatchObject({
      status: 200,
      body: {
        window: '15m',
        stepSeconds: 60,
        totals: { accepted, waitMs: { p50: expect.any(Number) }, runMs: { p99: expect.any(Number) } },
        types: [{ type: 'ai.text-generation' }, { type: 'demo.calculation' }],
        tokens: [{ provider: 'simulated', model: 'simulated', totalTokens: expect.any(Number) }],
      },
    });
    expect(stats.body.series).toHaveLength(15);
    expect(stats.body.series.reduce((sum, step) => sum + step.accepted, 0)).toBe(accepted);
    expect((await system.client.call('GET', '/api/v1/stats?window=2h')).status).toBe(400);
  });

  it('refuses what names no queue, no worker, or sets nonsense', async () => {
    for (const path of ['nothing/pause', 'nothing/resume'])
      expect((await control('POST', path)).status).toBe(404);
    expect((await control('PATCH', 'nothing', { concurrency: 1 })).status).toBe(404);
    for (const id of ['1', '01920000-0000-7000-8000-000000000000']) {
      for (const order of ['drain', 'undrain']) {
        expect((await system.client.call('POST', `/api/v1/workers/${id}/${order}`)).status).toBe(404);
      }
    }
    for (const body of [
      {},
      { concurrency: 0 },
      { concurrency: '3' },
      { concurrency: 1.5 },
      { concurrency: 1, other: 1 },
    ]) {
      expect((await control('PATCH', 'demo_tasks', body)).status).toBe(400);
    }
  });
});
