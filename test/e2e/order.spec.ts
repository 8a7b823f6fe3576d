import { forEachBroker } from '../support/brokers.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

const sum = (more: object = {}) => ({ type: 'demo.calculation', input: { expression: '6 * 7' }, ...more });
const text = (wordsPerSecond: number) => ({
  type: 'ai.text-generation',
  input: { prompt: 'x', providerOptions: { simulated: { wordsPerSecond } } },
});

forEachBroker((broker) => {
  let system: TestSystem;
  beforeAll(async () => void (system = await TestSystem.start({ broker, workers: 0 })), 60_000);
  afterEach(
    async () => void (await Promise.all(system.workers.splice(0).map((worker) => worker.terminate()))),
  );
  afterAll(() => system.stop());

  it('runs urgent tasks first, and first come first served within a priority', async () => {
    const ids: string[] = [];
    for (const priority of [1, 5, 10, 5, 1, 10, 3])
      ids.push((await system.client.submit(sum({ priority }))).id);
    await dispatched(system, ids.length);
    await system.startWorker({}, ['--concurrency=1']);
    await system.audit.allEnded(20_000);
    const claims = await system.audit.query<{ id: string }>(
      `SELECT task_id AS id FROM task_events WHERE data->>'status' = 'PROCESSING' ORDER BY task_events.id`,
    );
    expect(claims.map(({ id }) => ids.indexOf(id))).toEqual([2, 5, 1, 3, 6, 0, 4]);
  });

  it('takes only the queues that a worker is told', async () => {
    const [words, number] = [await system.client.submit(text(5_000)), await system.client.submit(sum())];
    await system.startWorker({}, ['--queues=ai_processing', '--concurrency=2']);
    expect(await system.client.ended(words.id)).toMatchObject({ status: 'COMPLETED' });
    expect(await system.client.get(number.id)).toMatchObject({ status: 'PENDING' });
  });

  it('does not let one slow queue slow the other', async () => {
    await system.client.call('POST', '/tasks/batch', { tasks: Array.from({ length: 20 }, () => text(1)) });
    const quick = await system.client.submit(sum());
    await system.startWorker({}, ['--concurrency=2']);
    expect((await system.client.ended(quick.id, 10_000)).result).toMatchObject({ value: '42' });
  });
});

async function dispatched(system: TestSystem, tasks: number): Promise<void> {
  const count = async () =>
    (await system.audit.query('SELECT 1 FROM tasks WHERE dispatched_at IS NOT NULL')).length;
  await until(async () => (await count()) >= tasks, 20_000);
}
