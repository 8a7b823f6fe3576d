import { randomUUID } from 'node:crypto';
import type { Lease, Settlement, Task } from '@app/persistence';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';
import { RowLock } from '../support/row-lock.js';

const WORKER = randomUUID();
const LEASE_MS = 15_000;
const DONE: Settlement = { kind: 'complete', result: {}, usage: null, searchText: '' };
const TYPES = ['demo.unreliable'];

describe('a row that somebody else holds', () => {
  let db: Repositories;
  let lock: RowLock | null = null;
  beforeAll(async () => void (db = await openRepositories()));
  beforeEach(async () => void (await db.database.query('DELETE FROM tasks')));
  afterEach(async () => void (await lock?.release(), (lock = null)));
  afterAll(() => db.close());

  const accept = async (count: number) => db.tasks.accept(Array.from({ length: count }, () => newTask()));
  const started = async (count: number): Promise<[Task, ...Task[]]> => {
    const ids = (await accept(count)).map(({ id }) => id);
    const claimed = new Map((await db.claim(ids, WORKER, LEASE_MS)).map((task) => [task.id, task]));
    return ids.map((id) => claimed.get(id)) as [Task, ...Task[]];
  };
  const leaseOf = ({ id, leaseToken }: Task): Lease => ({ id, leaseToken: leaseToken as string });
  const hold = async ({ id }: { id: string }) => void (lock = await RowLock.onTask(db.url, id));
  const release = async () => void (await lock?.release(), (lock = null));
  const reload = async ({ id }: { id: string }) => (await db.queries.find(id)) as Task;
  const endLeases = (tasks: readonly Task[]) =>
    db.database.query(`UPDATE tasks SET lease_expires_at = now() - interval '1 s' WHERE id = ANY($1)`, [
      tasks.map(({ id }) => id),
    ]);

  it('delays no other heartbeat, and is not lost', async () => {
    const tasks = await started(3);
    await endLeases(tasks);
    await hold(tasks[0]);
    expect(await db.tasks.heartbeat(tasks.map(leaseOf), LEASE_MS)).toEqual(['busy', 'held', 'held']);
    expect(await db.maintenance.reclaimLost(10)).toEqual([]);
    await release();
    // its lease ran out behind the lock, and its worker has said that it lives
    expect(await db.maintenance.reclaimLost(10)).toEqual([]);
    expect(await db.tasks.heartbeat(tasks.map(leaseOf), LEASE_MS)).toEqual(['held', 'held', 'held']);
  });

  it('is written by a heartbeat without a change of any index', async () => {
    const indexesOf = `SELECT objid::regclass::text AS name FROM pg_depend d JOIN pg_attribute a ON a.attrelid = refobjid AND a.attnum = refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND refobjid = 'tasks'::regclass AND deptype IN ('a', 'n') AND attname = $1`;
    expect(await db.database.query(indexesOf, ['status'])).not.toEqual([]);
    // as a key, beside it, or in a condition
    expect(await db.database.query(indexesOf, ['lease_expires_at'])).toEqual([]);
  });

  it('is taken from a worker that says nothing any more', async () => {
    const [task] = await started(1);
    await endLeases([task]);
    await hold(task);
    // as if one lease had passed since then
    expect(await db.tasks.heartbeat([leaseOf(task)], -1)).toEqual(['busy']);
    await release();
    expect(await db.maintenance.reclaimLost(10)).toEqual([expect.objectContaining({ id: task.id })]);
  });

  it('hides no cancel, and no lost lease', async () => {
    const tasks = await started(2);
    await db.tasks.cancel(tasks[0].id);
    await hold(tasks[0]);
    const lost = { id: (tasks[1] as Task).id, leaseToken: randomUUID() };
    expect(await db.tasks.heartbeat([leaseOf(tasks[0]), lost], LEASE_MS)).toEqual(['cancelling', 'lost']);
  });

  it('delays no other settlement, and is settled when it is free', async () => {
    const tasks = await started(3);
    const settle = (some: readonly Task[]) =>
      db.tasks.settle(some.map((task) => ({ lease: leaseOf(task), settlement: DONE })));
    await hold(tasks[0]);
    const done = { status: 'COMPLETED', queue: 'demo_tasks' };
    expect(await settle(tasks)).toMatchObject(['busy', done, done]);
    await release();
    expect(await settle([tasks[0]])).toMatchObject([done]);
  });

  it('delays no other progress and no other log', async () => {
    const tasks = await started(2);
    await hold(tasks[0]);
    const reports = tasks.map((task) => ({ ...leaseOf(task), percent: 50, message: null }));
    expect(await db.tasks.progress(reports)).toEqual([reports[0]]);
    const lines = tasks.map((task) => ({
      ...leaseOf(task),
      at: new Date(),
      level: 'info' as const,
      message: 'm',
      fields: null,
    }));
    expect(await db.logs.append(lines)).toEqual([lines[0]]);
    expect(await reload(tasks[1] as Task)).toMatchObject({ progressPercent: 50 });
    expect((await db.logs.list((tasks[1] as Task).id, 0)).lines).toHaveLength(1);
  });

  it('delays no other claim, and is told apart from one that is gone', async () => {
    const accepted = await accept(2);
    await db.outbox.take('demo_tasks', 1_000, 100);
    await hold(accepted[0] as Task);
    const claims = accepted.map(({ id, delivery }) => ({ id, delivery, token: randomUUID() }));
    expect(
      (await db.tasks.claim(claims, { workerId: WORKER, types: TYPES, leaseMs: LEASE_MS })).map(
        ({ id }) => id,
      ),
    ).toEqual([accepted[1]?.id]);
    expect(await db.outbox.park(claims, TYPES)).toEqual([claims[0]]);
    expect(await reload(accepted[0] as Task)).toMatchObject({ status: 'PENDING', delivery: 0 });
  });

  it('is busy for a claim although its mark was taken back: it may be held by a claim whose connection broke', async () => {
    const [task] = await accept(1);
    await hold(task as Task);
    const claim = { id: (task as Task).id, delivery: 0, token: randomUUID() };
    expect(await db.outbox.park([claim], TYPES)).toEqual([claim]);
    await release();
    expect(await db.outbox.park([claim], TYPES)).toEqual([]);
    expect(await reload(task as Task)).toMatchObject({ status: 'PENDING', delivery: 0 });
  });

  it('delays no mark of others that is taken back', async () => {
    const accepted = await accept(2);
    await db.outbox.take('demo_tasks', 1_000, 100);
    await hold(accepted[0] as Task);
    expect(await db.outbox.putBack(accepted)).toBe(1);
    await db.outbox.take('demo_tasks', 1_000, 100);
    expect(await db.outbox.putBackAll()).toBeGreaterThanOrEqual(1);
    expect((await reload(accepted[0] as Task)).dispatchedAt).not.toBeNull();
  });

  it('lets a lease begin when its claim is through, not when it began to wait', async () => {
    const [task] = await accept(1);
    // as a change of the queue's settings does
    const waiting = RowLock.hold(db.url, 'SELECT pg_advisory_xact_lock(1207455318)');
    lock = await waiting;
    const claim = db.claim([(task as Task).id], WORKER, 200);
    await db.untilWaiting();
    await db.database.query('SELECT pg_sleep(0.3)');
    await release();
    const [claimed] = await claim;
    const [{ left }] = await db.database.query(
      'SELECT lease_expires_at > started_at + interval $$300 ms$$ AS left FROM tasks WHERE id = $1',
      [claimed?.id],
    );
    expect(left).toBe(true);
  });
});

describe('an answer that was lost', () => {
  let db: Repositories;
  beforeAll(async () => void (db = await openRepositories()));
  afterAll(() => db.close());

  const CLAIMER = { workerId: WORKER, types: TYPES, leaseMs: LEASE_MS };
  const delivered = async (given: Parameters<typeof newTask>[0] = {}) => {
    const [task] = await db.tasks.accept([newTask(given)]);
    return { id: (task as Task).id, delivery: 0, token: randomUUID() };
  };

  it('of a claim costs no attempt: the same token gets the row that it holds', async () => {
    const claim = await delivered({ attemptsMax: 1 });
    await db.tasks.claim([claim], CLAIMER);
    expect(await db.tasks.claim([claim], CLAIMER)).toEqual([]);
    expect(await db.tasks.claimedBefore([claim])).toMatchObject([
      { id: claim.id, leaseToken: claim.token, attemptsMade: 1, delivery: 1 },
    ]);
    expect(await db.tasks.claimedBefore([{ ...claim, token: randomUUID() }])).toEqual([]);
    expect(await db.queries.attemptsOf(claim.id)).toHaveLength(1);
  });

  it('of a claim gives nothing back after the task was reclaimed, whoever has it now', async () => {
    const claim = await delivered();
    await db.tasks.claim([claim], { ...CLAIMER, leaseMs: -1 });
    await db.maintenance.reclaimLost(10);
    // a claim that comes late, or again, under the old delivery
    expect(await db.tasks.claim([claim], CLAIMER)).toEqual([]);
    expect(await db.tasks.claimedBefore([claim])).toEqual([]);
    const [again] = await db.claim([claim.id], WORKER, LEASE_MS);
    expect(again).toMatchObject({ attemptsMade: 2, delivery: 2 });
    expect(await db.tasks.claim([claim], CLAIMER)).toEqual([]);
  });

  const ERROR = { code: 'internal', message: 'It broke.', retryable: true, attempt: 1 };
  it.each<[Settlement, string]>([
    [DONE, 'COMPLETED'],
    [{ kind: 'fail', error: ERROR, usage: null }, 'FAILED'],
    [{ kind: 'retry', error: ERROR, usage: null, delayMs: 60_000 }, 'PENDING'],
    [{ kind: 'release' }, 'PENDING'],
    [{ kind: 'cancel' }, 'CANCELLED'],
  ])('of a settlement is given again: %j', async (settlement, status) => {
    const claim = await delivered();
    await db.tasks.claim([claim], CLAIMER);
    const said = [{ lease: { id: claim.id, leaseToken: claim.token }, settlement }];
    const first = await db.tasks.settle(said);
    expect(first).toMatchObject([{ status, queue: 'demo_tasks' }]);
    expect(await db.tasks.settle(said)).toEqual(first);
    expect(await db.queries.attemptsOf(claim.id)).toHaveLength(1);
  });

  it('of a settlement says cancelled where the task was cancelled before it', async () => {
    const claim = await delivered();
    await db.tasks.claim([claim], CLAIMER);
    await db.tasks.cancel(claim.id);
    const said = [{ lease: { id: claim.id, leaseToken: claim.token }, settlement: DONE }];
    expect(await db.tasks.settle(said)).toMatchObject([{ status: 'CANCELLED', queue: 'demo_tasks' }]);
    expect(await db.tasks.settle(said)).toMatchObject([{ status: 'CANCELLED', queue: 'demo_tasks' }]);
  });
});
