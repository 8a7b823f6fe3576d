import { randomUUID } from 'node:crypto';
import type { Task } from '@app/persistence';
import { closeDatabase, newTask, openEmptyRepositories, type Repositories } from '../support/repositories.js';

const QUEUE = 'demo_tasks';
const OLD = ['demo.unreliable'];
const NEW = 'demo.new';

describe('a task whose type a worker does not know', () => {
  let db: Repositories;
  beforeEach(async () => void (db = await openEmptyRepositories()));
  afterAll(closeDatabase);

  const delivered = async () => {
    const [task] = await db.tasks.accept([newTask({ type: NEW })]);
    return redelivered((task as Task).id);
  };
  const redelivered = async (id: string) => {
    await db.database.query('UPDATE tasks SET due_at = now_ms() WHERE id = $1', [id]);
    return (await db.outbox.take(QUEUE, 1_000, 100)).find((one) => one.id === id) as {
      id: string;
      delivery: number;
    };
  };
  const claim = (one: { id: string; delivery: number }, types: string[]) =>
    db.tasks.claim([{ ...one, token: randomUUID() }], { workerId: randomUUID(), types, leaseMs: 15_000 });
  const reload = async (id: string) => (await db.queries.find(id)) as Task;
  const pauseSeconds = async (id: string) => ((await reload(id)).dueAt.getTime() - Date.now()) / 1_000;
  const register = (types: string[]) =>
    db.database.query(
      `INSERT INTO workers (id, host, pid, version, queues, concurrency, types) VALUES (gen_random_uuid(), 'h', 1, '1', $1, 4, $2)`,
      [[QUEUE], types],
    );

  it('is not claimed, and waits for the next try without an attempt spent', async () => {
    const first = await delivered();
    expect(await claim(first, OLD)).toEqual([]);
    await db.outbox.park([first], OLD);
    expect(await db.outbox.take(QUEUE, 1_000, 100)).toEqual([]);
    const parked = await reload(first.id);
    expect(parked).toMatchObject({
      status: 'PENDING',
      attemptsMade: 0,
      delivery: 1,
      dispatchedAt: null,
      givenBackAs: 1,
    });
    expect((parked.firstDueAt as Date).getTime()).toBeLessThanOrEqual(Date.now());
    expect(await db.queries.attemptsOf(first.id)).toEqual([]);
  });

  it('counts as waiting since it was due at first', async () => {
    await db.outbox.park([await delivered()], OLD);
    const [counts] = await db.stats.counts();
    expect(counts).toMatchObject({ queue: QUEUE, waiting: 1, delayed: 0, undelivered: 0 });
    expect(counts?.oldestWaitingAgeSeconds).toBeGreaterThanOrEqual(0);
  });

  it('comes again later and later, but never later than ten minutes', async () => {
    const pauses: number[] = [];
    for (let one = await delivered(), round = 0; round < 12; round += 1) {
      await db.outbox.park([one], OLD);
      pauses.push(await pauseSeconds(one.id));
      one = await redelivered(one.id);
    }
    expect(pauses[0]).toBeLessThan(2);
    expect(pauses[5]).toBeGreaterThan(20);
    expect(pauses[11]).toBeGreaterThan(400);
    expect(pauses[11]).toBeLessThan(760);
  });

  it('comes again within about ten seconds while a worker is online that knows it', async () => {
    await register([NEW]);
    let one = await delivered();
    for (let round = 0; round < 10; round += 1) {
      await db.outbox.park([one], OLD);
      one = await redelivered(one.id);
    }
    await db.outbox.park([one], OLD);
    expect(await pauseSeconds(one.id)).toBeGreaterThan(7);
    expect(await pauseSeconds(one.id)).toBeLessThan(13);
  });

  it('is due at once when a worker comes that knows it, in its old place', async () => {
    const { id, delivery } = await delivered();
    const { dueAt } = await reload(id);
    for (let round = 0; round < 3; round += 1) {
      await db.outbox.park([{ id, delivery: delivery + round }], OLD);
      await redelivered(id);
    }
    await db.outbox.park([{ id, delivery: delivery + 3 }], OLD);
    expect(await db.outbox.expect(OLD, 100)).toBe(0);
    expect(await db.outbox.expect([NEW], 100)).toBe(1);
    expect((await reload(id)).dueAt).toEqual(dueAt);
    const [again] = await db.outbox.take(QUEUE, 1_000, 100);
    expect(await claim(again as { id: string; delivery: number }, [NEW])).toMatchObject([
      { id, attemptsMade: 1, givenBackAs: null, dueAt },
    ]);
  });

  it('has its old time of waiting when it is claimed', async () => {
    const first = await delivered();
    const { dueAt } = await reload(first.id);
    await db.outbox.park([first], OLD);
    expect(await claim(await redelivered(first.id), [NEW])).toMatchObject([{ dueAt }]);
  });

  it('keeps its place and its pause over a stop of a worker that knows it', async () => {
    const first = await delivered();
    await db.outbox.park([first], OLD);
    const second = await redelivered(first.id);
    await db.outbox.park([second], [NEW]); // a worker that drains
    expect(await reload(first.id)).toMatchObject({ delivery: 2, givenBackAs: 2 });
    await db.outbox.park([await redelivered(first.id)], OLD);
    expect(await pauseSeconds(first.id)).toBeGreaterThan(1.4);
  });
});
