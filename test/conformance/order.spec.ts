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
  afterEach(async () => {
    await Promise.all(system.workers.splice(0).map((worker) => worker.terminate()));
    const left = await system.audit.query<{ id: string }>('SELECT id FROM tasks WHERE finished_at IS NULL');
    await Promise.all(left.map(({ id }) => system.client.call('POST', `/tasks/${id}/cancel`)));
    await system.audit.allEnded(10_000);
  });
  afterAll(() => system.stop());

  it('runs urgent tasks first, and first come first served within a priority', async () => {
    const ids: string[] = [];
    for (const priority of [1, 5, 10, 5, 1, 10, 3])
      ids.push((await system.client.submit(sum({ priority }))).id);
    await dispatched(system, ids);
    await system.startWorker({}, ['--concurrency=1']);
    await system.audit.allEnded(20_000);
    const claims = await system.audit.query<{ id: string }>(
      `SELECT task_id AS id FROM task_events WHERE data->>'status' = 'PROCESSING' AND task_id = ANY($1) ORDER BY task_events.id`,
      [ids],
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

async function dispatched(system: TestSystem, ids: readonly string[]): Promise<void> {
  const waiting = () =>
    system.audit.query('SELECT FROM tasks WHERE id = ANY($1) AND dispatched_at IS NULL', [ids]);
  await until(async () => (await waiting()).length === 0, 20_000);
}
