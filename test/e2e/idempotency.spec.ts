import { onAnyBroker } from '../support/brokers.js';
import { type TaskClient, type TaskView } from '../support/task-client.js';
import { TestSystem } from '../support/test-system.js';

const sum = (more: object = {}) => ({ type: 'demo.calculation', input: { expression: '6 * 7' }, ...more });

onAnyBroker((broker) => {
  let system: TestSystem;
  let clients: TaskClient[];
  beforeAll(async () => {
    system = await TestSystem.start({
      broker,
      variables: { AUTH: 'off', API_KEYS: 'ops:a-long-enough-key-of-ops,shop:a-long-enough-key-of-shop' },
    });
    clients = [system.client, (await system.startApi()).client];
  }, 60_000);
  afterAll(() => system.stop());

  const submit = (key: string, body: unknown, from = 0, headers: Record<string, string> = {}) =>
    (clients[from % 2] as TaskClient).call<TaskView>('POST', '/tasks', body, {
      'idempotency-key': key,
      ...headers,
    });

  it('makes one task and 50 equal answers of 50 equal submissions at once over two processes', async () => {
    const body = sum({ metadata: { order: 1 }, runAt: new Date(Date.now() + 600_000).toISOString() });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => submit('fifty', body, index)));
    const first = answers.filter(({ status }) => status === 201);
    expect(first).toHaveLength(1);
    for (const { status, headers, body: task } of answers) {
      expect(task).toEqual(first[0]?.body);
      expect([status, headers.get('idempotent-replayed')]).toEqual(
        status === 201 ? [201, null] : [200, 'true'],
      );
      expect(headers.get('location')).toBe(`/api/v1/tasks/${task.id}`);
    }
    expect(await system.audit.query(`SELECT FROM tasks WHERE metadata = '{"order": 1}'`)).toHaveLength(1);
  });

  it('answers the task as it has become, whatever order the fields are sent in', async () => {
    const { body: task } = await submit(
      'ended',
      '{"type":"demo.calculation","input":{"expression":"1 + 1"},"priority":2}',
    );
    await system.client.ended(task.id);
    const again = await submit(
      'ended',
      '{"priority":2, "input":{"expression":"1 + 1"}, "type":"demo.calculation"}',
      1,
    );
    expect(again).toMatchObject({
      status: 200,
      body: { id: task.id, status: 'COMPLETED', result: { value: '2' } },
    });
  });

  it('refuses another body with 422, and a key that is none with 400', async () => {
    await submit('body', sum());
    expect(await submit('body', sum({ priority: 2 }), 1)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    expect(await submit('x'.repeat(256), sum())).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', errors: [{ path: 'Idempotency-Key' }] },
    });
    expect((await submit('two words', sum())).status).toBe(400);
  });

  it('does not take a key for a submission that was refused', async () => {
    expect((await submit('later', sum({ input: {} }))).status).toBe(400);
    expect((await submit('later', sum())).status).toBe(201);
  });

  it('gives each caller keys of its own', async () => {
    const as = (key: string) => submit('shared', sum(), 0, { authorization: `Bearer ${key}` });
    const [ops, shop, nobody] = [
      await as('a-long-enough-key-of-ops'),
      await as('a-long-enough-key-of-shop'),
      await submit('shared', sum()),
    ];
    expect([ops.status, shop.status, nobody.status]).toEqual([201, 201, 201]);
    expect(await as('a-long-enough-key-of-ops')).toMatchObject({ status: 200, body: { id: ops.body.id } });
  });

  it('runs a batch once', async () => {
    const body = { tasks: [sum(), sum({ priority: 3 }), sum({ priority: 2 })] };
    const send = (from: number) =>
      clients[from]?.call<{ tasks: TaskView[] }>('POST', '/tasks/batch', body, {
        'idempotency-key': 'batch',
      });
    const [first, again] = [await send(0), await send(1)];
    expect([first?.status, again?.status, again?.headers.get('idempotent-replayed')]).toEqual([
      201,
      200,
      'true',
    ]);
    expect(again?.body.tasks.map(({ id }) => id)).toEqual(first?.body.tasks.map(({ id }) => id));
    expect((await submit('batch', sum())).status).toBe(422);
  });

  it('does not run again what was deleted', async () => {
    const { body: task } = await submit('deleted', sum());
    await system.client.ended(task.id);
    await system.client.call('DELETE', `/tasks/${task.id}`);
    expect(await submit('deleted', sum())).toMatchObject({
      status: 409,
      body: { code: 'idempotent_task_gone' },
    });
  });
});
