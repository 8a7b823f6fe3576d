import { randomUUID } from 'node:crypto';
import type { NewTask } from '@app/persistence';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';
import { RowLock } from '../support/row-lock.js';

describe('the outbox', () => {
  let db: Repositories;
  beforeEach(async () => void (db = await openRepositories()));
  afterEach(() => db.close());

  const accept = async (...given: Partial<NewTask>[]) =>
    (await db.tasks.accept(given.map((one) => newTask(one)))).map(({ id }) => id);
  const take = async (window = 1_000, limit = 100) =>
    (await db.outbox.take('demo_tasks', window, limit)).map(({ id }) => id);

  it('gives the most urgent first, and the first come first within a priority', async () => {
    const [low, high, low2, high2] = await accept(
      { priority: 1 },
      { priority: 10 },
      { priority: 1 },
      { priority: 10 },
    );
    expect(await take()).toEqual([high, high2, low, low2]);
    expect(await take()).toEqual([]);
  });

  it('gives what is due and belongs to the queue', async () => {
    const [now] = await accept({}, { runAt: new Date(Date.now() + 60_000) }, { queue: 'ai_processing' });
    expect(await take()).toEqual([now]);
    expect((await db.work.look(['demo_tasks'])).nextDueInMs).toBeGreaterThan(50_000);
    expect(await db.work.look(['ai_processing'])).toMatchObject({
      nextDueInMs: null,
      undispatched: ['ai_processing'],
    });
  });

  it('stops at the window, but lets an urgent task in', async () => {
    await accept(...Array.from({ length: 5 }, () => ({ priority: 1 })));
    expect(await take(3)).toHaveLength(3);
    const [urgent] = await accept({ priority: 9 });
    expect(await take(3)).toEqual([urgent]);
  });

  it('takes marks back of the same delivery only', async () => {
    const [id] = (await accept({})) as [string];
    await take();
    expect(await db.outbox.putBack([{ id, delivery: 7 }])).toBe(0);
    expect(await take()).toEqual([]);
    expect(await db.outbox.putBack([{ id, delivery: 0 }])).toBe(1);
    expect(await take()).toEqual([id]);
  });

  it('never gives one task to two dispatchers', async () => {
    await accept(...Array.from({ length: 200 }, () => ({})));
    const taken = (await Promise.all(Array.from({ length: 8 }, () => take(1_000, 50)))).flat();
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('forgets a delivery when the task is claimed', async () => {
    const [id] = (await accept({})) as [string];
    await take();
    await db.claim([id], randomUUID(), 1_000);
    expect(await db.outbox.putBackAll()).toBe(0);
  });

  it('reads no more of a sudden backlog than it needs, although no statistics know of it', async () => {
    await db.database.query('ALTER TABLE tasks SET (autovacuum_enabled = off)');
    await run(await accept(...Array.from({ length: 100 }, () => ({}))));
    await db.database.query('ANALYZE tasks');
    for (let batch = 0; batch < 3; batch += 1) await accept(...Array.from({ length: 1_000 }, () => ({})));
    const before = await rowsRead();
    await run(await take(1_000, 5));
    expect((await rowsRead()) - before).toBeLessThan(500);
  });

  it('steps once over what went since an old snapshot, as that of a backup, and finds what comes back', async () => {
    await db.database.query(WENT, [['DISPATCHED', 'UNDISPATCHED']]);
    const backup = await RowLock.hold(
      db.url,
      'SELECT FROM tasks LIMIT 1',
      [],
      'ISOLATION LEVEL REPEATABLE READ',
    );
    await db.database.query(`UPDATE tasks SET status = 'COMPLETED', finished_at = now()`);
    const look = () => db.work.look(['demo_tasks']);
    const cost = async (work: () => Promise<unknown>) => (await forget(), await counted(work));
    await look();
    const [parked] = (await accept({})) as [string];
    expect(await counted(() => take())).toBeLessThan(500);
    expect(await counted(look)).toBeLessThan(500);
    expect(await cost(() => take())).toBeGreaterThan(5_000); // both kinds: this is what each pass has cost
    await db.database.query(
      `UPDATE tasks SET dispatched_at = NULL, due_at = now() - interval '1 hour' WHERE id = $1`,
      [parked],
    );
    expect(await take()).toEqual([]); // somebody else has given it back, far behind
    await forget();
    expect(await look()).toMatchObject({ undispatched: ['demo_tasks'] });
    expect(await take()).toEqual([parked]);
    await backup.release();
  });

  const forget = async () => db.outbox.lookFromTheBegin();

  async function counted(work: () => Promise<unknown>): Promise<number> {
    const before = await rowsRead();
    await work();
    return (await rowsRead()) - before;
  }

  async function run(ids: string[]): Promise<void> {
    const claimed = await db.claim(ids, randomUUID(), 60_000);
    const leases = claimed.map(({ id, leaseToken }) => ({ id, leaseToken: leaseToken as string }));
    expect(await db.tasks.heartbeat(leases, 60_000)).toEqual(ids.map(() => 'held'));
    await db.tasks.progress(leases.map((lease) => ({ ...lease, percent: 50, message: null })));
    const settlement = { kind: 'complete', result: {}, usage: null, searchText: '' } as const;
    const settled = await db.tasks.settle(leases.map((lease) => ({ lease, settlement })));
    expect(settled).toMatchObject(ids.map((id) => ({ id, status: 'COMPLETED', queue: 'demo_tasks' })));
  }

  async function rowsRead(): Promise<number> {
    // of this connection: the pool takes the one that was used last
    await db.database.query('SELECT pg_stat_force_next_flush()');
    const [row] = await db.database.query(
      `SELECT (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'tasks')::int
         + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'tasks')::int AS count`,
    );
    return row.count;
  }
});

/** Of both kinds, due and given to the broker a minute ago. */
const WENT = `
  INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, due_at, dispatched_at)
  SELECT gen_random_uuid(), 'demo.unreliable', 'demo_tasks', '{}', 1, 1, 1000, now() - interval '1 minute',
    CASE WHEN kind = 'DISPATCHED' THEN now() - interval '1 minute' END
  FROM generate_series(1, 3000) CROSS JOIN unnest($1::text[]) AS kind`;
