import { randomUUID } from 'node:crypto';
import type { NewTask, Task } from '@app/persistence';
import { closeDatabase, newTask, openEmptyRepositories, type Repositories } from '../support/repositories.js';

const WORKER = randomUUID();
const QUEUE = 'demo_tasks';
const KNOWN = ['demo.unreliable'];

describe('the settings of a queue', () => {
  let db: Repositories;
  beforeEach(async () => void (db = await openEmptyRepositories()));
  afterAll(closeDatabase);

  const accept = async (count: number, given: Partial<NewTask> = {}) =>
    (await db.tasks.accept(Array.from({ length: count }, () => newTask(given)))).map(({ id }) => id);
  const claim = (ids: readonly string[]) => db.claim(ids, WORKER, 15_000);
  const complete = (tasks: readonly Task[]) =>
    db.tasks.settle(
      tasks.map(({ id, leaseToken }) => ({
        lease: { id, leaseToken: leaseToken as string },
        settlement: { kind: 'complete', result: {}, usage: null, searchText: '' },
      })),
    );
  const take = async () => (await db.outbox.take(QUEUE, 1_000, 100)).length;

  it('gives nothing of a paused queue, to workers and to the broker, and all of the others', async () => {
    const [paused, other] = [await accept(2), await accept(2, { queue: 'ai_processing' })];
    await db.settings.setPaused(QUEUE, true);
    expect((await claim([...paused, ...other])).map(({ queue }) => queue)).toEqual([
      'ai_processing',
      'ai_processing',
    ]);
    expect(await take()).toBe(0);
    await db.settings.setPaused(QUEUE, false);
    expect(await take()).toBe(2);
    expect(await claim(paused)).toHaveLength(2);
  });

  it('never lets more run than the limit, however many claim at once', async () => {
    const ids = await accept(60);
    await db.settings.setConcurrency(QUEUE, 3);
    for (let running: Task[] = [], done = 0; done < 12; done += running.length) {
      running = (await Promise.all(ids.map((id) => claim([id])))).flat();
      expect(running).toHaveLength(3);
      await complete(running);
    }
    expect((await claim(ids)).length).toBe(3);
  });

  it('starts the most urgent where not all may start', async () => {
    const [low] = await accept(1);
    const [high] = await accept(1, { priority: 9 });
    await db.settings.setConcurrency(QUEUE, 1);
    expect((await claim([low as string, high as string])).map(({ id }) => id)).toEqual([high]);
  });

  it('gives the broker as many as may start', async () => {
    const ids = await accept(10);
    await db.settings.setConcurrency(QUEUE, 4);
    await claim(ids.slice(0, 1));
    expect([await take(), await take()]).toEqual([3, 0]);
    await db.settings.setConcurrency(QUEUE, null);
    expect(await take()).toBe(6);
  });

  it('starts none after a limit was lowered until enough have ended', async () => {
    const ids = await accept(6);
    const running = await claim(ids.slice(0, 4));
    await db.settings.setConcurrency(QUEUE, 2);
    expect(await claim(ids)).toEqual([]);
    await complete(running.slice(0, 3));
    expect(await claim(ids)).toHaveLength(1);
  });

  it('counts what other queues run for nothing, and deadlocks with no claim of several queues', async () => {
    const ids = [...(await accept(30)), ...(await accept(30, { queue: 'ai_processing' }))];
    await db.settings.setConcurrency(QUEUE, 5);
    await db.settings.setConcurrency('ai_processing', 7);
    const shuffled = Array.from({ length: 10 }, () => [...ids].sort(() => Math.random() - 0.5));
    const running = (await Promise.all(shuffled.map(claim))).flat();
    const of = (queue: string): number => running.filter((task) => task.queue === queue).length;
    expect([of(QUEUE), of('ai_processing')]).toEqual([5, 7]);
  });

  it('says in one look of every queue whether it is paused, full, and has workers', async () => {
    const register = (queues: string[], silentSeconds = 0, drained = false, types: string[] | null = null) =>
      db.database.query(
        `INSERT INTO workers (id, host, pid, version, queues, concurrency, last_heartbeat_at, drain_requested_at, types)
         VALUES (gen_random_uuid(), 'h', 1, '1', $1, 4, now() - $2 * interval '1 s', CASE WHEN $3 THEN now() END, $4)`,
        [queues, silentSeconds, drained, types],
      );
    await Promise.all([
      register([QUEUE, 'ai_processing'], 0, false, ['a', 'b']),
      register([QUEUE], 0, false, ['b']),
      register([QUEUE], 60),
      register([QUEUE], 0, true),
    ]);
    await db.settings.setConcurrency(QUEUE, 2);
    await db.settings.setPaused('nobody', true);
    const states = async () =>
      [...(await db.states.states()).queues].sort((one, other) => one.queue.localeCompare(other.queue));
    const free = { queue: QUEUE, paused: false, isFull: false, workers: 2, types: ['a', 'b'] };
    const others = [
      { queue: 'ai_processing', paused: false, isFull: false, workers: 1, types: ['a', 'b'] },
      { queue: 'nobody', paused: true, isFull: false, workers: 0, types: [] },
    ];
    const running = [
      await claim(await accept(1)),
      await states(),
      await claim(await accept(1)),
      await states(),
    ];
    expect([running[1], running[3]]).toEqual([
      [others[0], free, others[1]],
      [others[0], { ...free, isFull: true }, others[1]],
    ]);
    expect(Math.abs((await db.states.states()).databaseAheadMs)).toBeLessThan(5_000);
  });

  it('parks a delivery under a new number, and only where it is still the one', async () => {
    const [id] = (await accept(1)) as [string];
    await take();
    await db.outbox.park([{ id, delivery: 3 }], KNOWN);
    expect(await take()).toBe(0);
    await db.outbox.park([{ id, delivery: 0 }], KNOWN);
    expect(await db.outbox.take(QUEUE, 10, 10)).toMatchObject([{ id, delivery: 1 }]);
  });
});
