import { onAnyBroker } from '../support/brokers.js';
import type { TaskView } from '../support/task-client.js';
import { sum, text } from '../support/submission-bodies.js';
import { TestSystem } from '../support/test-system.js';

onAnyBroker((broker) => {
  let system: TestSystem;
  beforeAll(
    async () => void (system = await TestSystem.start({ broker, variables: { CONCURRENCY: '4' } })),
    60_000,
  );
  afterAll(() => system.stop());

  it('accepts the old flat body at once and runs it to its text', async () => {
    const { status, headers, body } = await system.client.call<TaskView>('POST', '/tasks', {
      prompt: 'What is artificial intelligence?',
      priority: 1,
    });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/tasks/${body.id}`);
    expect(body).toMatchObject({
      type: 'ai.text-generation',
      queue: 'ai_processing',
      status: 'PENDING',
      result: null,
      attempts: { made: 0, max: 4 },
    });
    const running = await system.client.until(
      body.id,
      ({ status: now, progress }) => now === 'PROCESSING' && progress.percent > 0,
    );
    const later = await system.client.until(
      body.id,
      ({ progress }) => progress.percent > running.progress.percent,
    );
    expect(later.progress.percent).toBeGreaterThan(running.progress.percent);
    await system.client.call('POST', `/tasks/${body.id}/cancel`);
  });

  it('calculates exactly', async () => {
    const { id } = await system.client.submit(sum('0.1 + 0.2 * (3 - 1)'));
    expect((await system.client.ended(id)).result).toMatchObject({ value: '0.5' });
  });

  it('fails a division by zero at once, without a retry', async () => {
    const { id } = await system.client.submit(sum('1 / 0'));
    expect(await system.client.ended(id)).toMatchObject({
      status: 'FAILED',
      error: { code: 'invalid_input', retryable: false, attempt: 1 },
      attempts: { made: 1 },
    });
  });

  it('cancels a waiting task at once', async () => {
    const { id } = await system.client.submit(
      sum('1', { runAt: new Date(Date.now() + 60_000).toISOString() }),
    );
    const { status, body } = await system.client.call('POST', `/tasks/${id}/cancel`);
    expect([status, body['status']]).toEqual([202, 'CANCELLED']);
  });

  it('deletes what has ended, and nothing that lives', async () => {
    const { id } = await system.client.submit(
      sum('1 + 1', { runAt: new Date(Date.now() + 60_000).toISOString() }),
    );
    expect((await system.client.call('DELETE', `/tasks/${id}`)).status).toBe(409);
    await system.client.call('POST', `/tasks/${id}/cancel`);
    expect((await system.client.call('DELETE', `/tasks/${id}`)).status).toBe(204);
    expect((await system.client.call('GET', `/tasks/${id}`)).status).toBe(404);
  });

  it('answers 409 to a cancel and a retry of a completed task', async () => {
    const { id } = await system.client.submit(sum('2'));
    await system.client.ended(id);
    expect((await system.client.call('POST', `/tasks/${id}/cancel`)).status).toBe(409);
    expect((await system.client.call('POST', `/tasks/${id}/retry`)).status).toBe(409);
  });

  it('fails a task that was not started before it expired', async () => {
    const { id } = await system.client.submit(
      sum('1', {
        runAt: new Date(Date.now() + 60_000).toISOString(),
        expiresAt: new Date(Date.now() + 500).toISOString(),
      }),
    );
    expect(await system.client.ended(id)).toMatchObject({
      status: 'FAILED',
      error: { code: 'expired' },
      startedAt: null,
    });
  });

  it('accepts a batch in the order sent, or nothing of it', async () => {
    const { status, body } = await system.client.call<{ tasks: TaskView[] }>('POST', '/tasks/batch', {
      tasks: [sum('1'), sum('2', { priority: 9 }), { prompt: 'hi' }].map((task, index) => ({
        ...task,
        ...(index < 2 && { tags: ['batch'] }),
      })),
    });
    expect(status).toBe(201);
    expect(body.tasks.map(({ type, priority }) => [type, priority])).toEqual([
      ['demo.calculation', 1],
      ['demo.calculation', 9],
      ['ai.text-generation', 1],
    ]);
    const before = (await system.audit.count()).accepted;
    const refused = await system.client.call<{ errors: { path: string }[] }>('POST', '/tasks/batch', {
      tasks: [sum('1'), { type: 'demo.calculation', input: {} }],
    });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0]?.path).toBe('tasks.1.input.expression');
    expect((await system.audit.count()).accepted).toBe(before);
  });

  it('lists tasks newest first, in pages, by filter', async () => {
    const tag = `list-${broker}`;
    await system.client.call('POST', '/tasks/batch', {
      tasks: [1, 2, 3, 4, 5].map((n) => sum(`${n}`, { tags: [tag] })),
    });
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { body: { data: TaskView[]; nextCursor: string | null } } = await system.client.call(
        'GET',
        `/tasks?tag=${tag}&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.body.data.map(({ input }) => input['expression']));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
  });

  it('lists queues and workers', async () => {
    const queues = await system.client.call<{ data: { name: string; workers: number }[] }>(
      'GET',
      '/api/v1/queues',
    );
    const names = queues.body.data.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['ai_processing', 'demo_tasks']));
    expect(queues.body.data).toMatchObject(names.map(() => ({ workers: 1 })));
    const workers = await system.client.call<{ data: object[] }>('GET', '/api/v1/workers');
    expect(workers.body.data).toMatchObject([
      {
        status: 'online',
        concurrency: 4,
        queues: names,
        pid: system.workers[0]?.pid,
        memoryBytes: expect.any(Number),
        cpuRatio: expect.any(Number),
      },
    ]);
  });

  it('runs each example of each task type as it stands', async () => {
    const { body } = await system.client.call<{ data: { name: string; examples: Record<string, object> }[] }>(
      'GET',
      '/api/v1/task-types',
    );
    const examples = body.data.flatMap(({ name: type, examples }) =>
      Object.values(examples).map((input) => ({ type, input })),
    );
    expect(new Set(examples.map(({ type }) => type)).size).toBe(body.data.length);
    const ended = await Promise.all(
      // that of http.request asks a server on the internet
      examples
        .filter(({ type }) => type !== 'http.request')
        .map(async ({ type, input }) =>
          system.client.ended((await system.client.submit({ type, input })).id, 60_000),
        ),
    );
    const failed = ended.filter(({ type, status }) => type !== 'demo.unreliable' && status !== 'COMPLETED');
    expect(failed).toEqual([]);
  });

  it('keeps prompts out of every log line', async () => {
    const { id } = await system.client.submit(text('my-very-secret-prompt'));
    await system.client.ended(id);
    await system.client.call('POST', '/tasks', { prompt: 'my-very-secret-prompt', nonsense: true });
    for (const process of [...system.apis, ...system.workers])
      expect(process.text).not.toContain('my-very-secret');
  });
});
