import type { Settlement, StoredError, Task } from '@app/persistence';
import { randomUUID } from 'node:crypto';
import { idempotencyKeyOf, runIdOf } from '@app/tasks';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

const WORKER = randomUUID();
const LEASE_MS = 15_000;
const ERROR: StoredError = { code: 'internal', message: 'It broke.', retryable: true, attempt: 1 };
const DONE: Settlement = { kind: 'complete', result: { attempt: 1 }, usage: null, searchText: 'done' };
const FAILED: Settlement = { kind: 'fail', error: ERROR, usage: null };

describe('the state machine in PostgreSQL', () => {
  let db: Repositories;
  beforeAll(async () => void (db = await openRepositories()));
  afterAll(() => db.close());

  const accept = async (given: Parameters<typeof newTask>[0] = {}): Promise<Task> =>
    (await db.tasks.accept([newTask(given)]))[0] as Task;
  const claim = async ({ id }: { id: string }): Promise<Task | undefined> =>
    (await db.claim([id], WORKER, LEASE_MS))[0];
  const started = async (given: Parameters<typeof newTask>[0] = {}): Promise<Task> =>
    (await claim(await accept(given))) as Task;
  const lease = ({ id, leaseToken }: Task) => ({ id, leaseToken: leaseToken as string });
  const settle = async (task: Task, settlement: Settlement) =>
    (await db.tasks.settle([{ lease: lease(task), settlement }]))[0];
  const reload = async ({ id }: { id: string }): Promise<Task> => (await db.queries.find(id)) as Task;
  const outcomes = async ({ id }: { id: string }) =>
    (await db.queries.attemptsOf(id)).map(({ number, outcome }) => [number, outcome]);
  const events = async ({ id }: { id: string }) =>
    (
      await db.database.query(
        "SELECT data->>'status' AS status FROM task_events WHERE task_id = $1 ORDER BY id",
        [id],
      )
    ).map((row: { status: string }) => row.status);

  it('accepts tasks in the order given, each with its event', async () => {
    const given = [newTask({ priority: 3 }), newTask({ tags: ['a', 'b'], metadata: { customer: '42' } })];
    const accepted = await db.tasks.accept(given);
    expect(accepted.map(({ id }) => id)).toEqual(given.map(({ id }) => id));
    expect(accepted[1]).toMatchObject({
      status: 'PENDING',
      tags: ['a', 'b'],
      metadata: { customer: '42' },
      attemptsMade: 0,
      runAt: null,
    });
    expect(await events(given[0] as { id: string })).toEqual(['PENDING']);
  });

  it('gives a task to one of many claims', async () => {
    const task = await accept();
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(task)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await reload(task)).toMatchObject({
      status: 'PROCESSING',
      attemptsMade: 1,
      delivery: 1,
      workerId: WORKER,
    });
  });

  it('claims no task before its time and none that has expired', async () => {
    expect(await claim(await accept({ runAt: new Date(Date.now() + 60_000) }))).toBeUndefined();
    expect(await claim(await accept({ expiresAt: new Date(Date.now() - 1) }))).toBeUndefined();
  });

  it('completes with the right token and refuses any other', async () => {
    const task = await started();
    expect(await settle({ ...task, leaseToken: randomUUID() }, DONE)).toBeNull();
    expect(await settle(task, DONE)).toMatchObject({ status: 'COMPLETED' });
    expect(await settle(task, FAILED)).toBeNull();
    expect(await reload(task)).toMatchObject({
      status: 'COMPLETED',
      result: { attempt: 1 },
      error: null,
      progressPercent: 100,
    });
    expect(await events(task)).toEqual(['PENDING', 'PROCESSING', 'COMPLETED']);
  });

  it('takes what many say of the same running tasks, in whatever order they name them', async () => {
    const running = await Promise.all(Array.from({ length: 30 }, () => started()));
    const turned = (by: number): Task[] => {
      const some = [...running.slice(by), ...running.slice(0, by)];
      return by % 2 ? some : some.reverse();
    };
    const says: ((tasks: Task[]) => Promise<unknown>)[] = [
      (tasks) => db.tasks.heartbeat(tasks.map(lease), LEASE_MS),
      (tasks) =>
        db.tasks.progress(tasks.map((task, percent) => ({ ...lease(task), percent, message: null }))),
      (tasks) => db.tasks.cancelAll(tasks.map(({ id }) => id)),
      (tasks) => db.tasks.settle(tasks.slice(0, 3).map((task) => ({ lease: lease(task), settlement: DONE }))),
    ];
    const said = Array.from({ length: 30 }, (_, index) =>
      says.map((say) => say(turned((index * 7) % running.length))),
    ).flat();
    await Promise.all(said); // a deadlock would reject one of them
    const after = await Promise.all(running.map(reload));
    expect(
      after.filter(({ status, cancelRequestedAt }) => status === 'PROCESSING' && !cancelRequestedAt),
    ).toEqual([]);
    // rows that were busy before
    const settled = await db.tasks.settle(running.map((task) => ({ lease: lease(task), settlement: DONE })));
    expect(settled).not.toContain('busy');
  });

  it('answers of many that are changed at once without their inputs and results, which may be gigabytes together', async () => {
    const ids = (await Promise.all([accept(), accept()])).map(({ id }) => id);
    for (const change of ['cancelAll', 'retryAllByHand', 'cancelAll', 'deleteAllEnded'] as const) {
      const changed = await db.tasks[change](ids);
      expect(changed).toHaveLength(2);
      expect(Object.keys(changed[0] ?? {}).filter((name) => name !== 'told')).toEqual([
        'id',
        'type',
        'queue',
        'status',
      ]);
    }
  });

  it('keeps the error and the time of the next attempt on a retry', async () => {
    const task = await started();
    await settle(task, { kind: 'retry', error: ERROR, delayMs: 60_000, usage: null });
    const waiting = await reload(task);
    expect(waiting).toMatchObject({
      status: 'PENDING',
      error: ERROR,
      attemptsMade: 1,
      leaseToken: null,
      finishedAt: null,
    });
    expect((waiting.runAt as Date).getTime()).toBeGreaterThan(Date.now() + 50_000);
    expect(await claim(task)).toBeUndefined();
  });

  it('does not count a released attempt', async () => {
    const task = await started();
    await settle(task, { kind: 'release' });
    const again = (await claim(task)) as Task;
    expect(again).toMatchObject({ attemptsMade: 1, delivery: 2 });
    expect(await outcomes(task)).toEqual([
      [1, 'released'],
      [1, null],
    ]);
  });

  it('keeps a cancelled task cancelled when its worker finishes', async () => {
    const task = await started();
    expect(await db.tasks.cancel(task.id)).toMatchObject({ status: 'PROCESSING' });
    expect(await db.tasks.heartbeat([lease(task)], LEASE_MS)).toEqual(['cancelling']);
    expect(await settle(task, DONE)).toMatchObject({ status: 'CANCELLED' });
    expect(await reload(task)).toMatchObject({ status: 'CANCELLED', result: null, error: null });
    expect(await outcomes(task)).toEqual([[1, 'cancelled']]);
  });

  it('cancels a waiting task at once and no ended one', async () => {
    const task = await accept();
    expect(await db.tasks.cancel(task.id)).toMatchObject({ status: 'CANCELLED' });
    expect(await db.tasks.cancel(task.id)).toBeNull();
    expect(await claim(task)).toBeUndefined();
  });

  it('forces a cancel that nobody answered, and refuses the rest', async () => {
    const task = await started();
    await db.tasks.cancel(task.id);
    expect(await db.maintenance.forceCancels(60_000, 10)).toEqual([]);
    expect(await db.maintenance.forceCancels(-1, 10)).toEqual([
      expect.objectContaining({ id: task.id, status: 'CANCELLED' }),
    ]);
    expect(await settle(task, DONE)).toBeNull();
  });

  it('takes a task from a lost worker, and refuses its result', async () => {
    const task = (await db.claim([(await accept()).id], WORKER, -1))[0] as Task;
    expect(await db.maintenance.reclaimLost(10)).toEqual([
      expect.objectContaining({ id: task.id, status: 'PENDING' }),
    ]);
    expect(await db.tasks.heartbeat([lease(task)], LEASE_MS)).toEqual(['lost']);
    const again = (await claim(task)) as Task;
    expect(await settle(task, DONE)).toBeNull();
    expect(await settle(again, DONE)).toMatchObject({ status: 'COMPLETED' });
    expect(await outcomes(task)).toEqual([
      [1, 'lost'],
      [2, 'completed'],
    ]);
  });

  it('fails a task whose worker was lost in its last attempt', async () => {
    const { id } = await accept({ attemptsMax: 1 });
    await db.claim([id], WORKER, -1);
    await db.maintenance.reclaimLost(10);
    expect(await reload({ id })).toMatchObject({
      status: 'FAILED',
      error: { code: 'worker_lost', attempt: 1 },
    });
  });

  it('names every delivery of a run alike, and a new run otherwise', async () => {
    const task = await started();
    const expire = () =>
      db.database.query(`UPDATE tasks SET lease_expires_at = now() - interval '1 s' WHERE id = $1`, [
        task.id,
      ]);
    const successor = async (): Promise<Task> => {
      await db.database.query('UPDATE tasks SET due_at = now() WHERE id = $1', [task.id]);
      return (await claim(task)) as Task;
    };
    await expire();
    await db.maintenance.reclaimLost(10);
    const afterLoss = await successor();
    await settle(afterLoss, { kind: 'release' });
    const afterDrain = await successor();
    expect([afterLoss, afterDrain].map(idempotencyKeyOf)).toEqual(Array(2).fill(idempotencyKeyOf(task)));
    await settle(afterDrain, { kind: 'retry', error: ERROR, delayMs: 0, usage: null });
    const afterError = await successor();
    await settle(afterError, FAILED);
    await db.tasks.retryByHand(task.id);
    const byHand = await successor();
    const runs = [task, afterError, byHand];
    expect(new Set(runs.map(idempotencyKeyOf)).size).toBe(3);
    expect(runs.map(runIdOf)).toEqual([task.id, task.id, `${task.id}.1`]);
  });

  it('expires a waiting task', async () => {
    const { id } = await accept({ expiresAt: new Date(Date.now() - 1_000) });
    expect(await db.maintenance.expire(10)).toContainEqual(expect.objectContaining({ id, status: 'FAILED' }));
    expect(await reload({ id })).toMatchObject({ error: { code: 'expired', retryable: false } });
  });

  it('runs an ended task again by hand, attempts counted on', async () => {
    const task = await started({ attemptsMax: 1 });
    await settle(task, FAILED);
    expect(await db.tasks.retryByHand(task.id)).toMatchObject({
      status: 'PENDING',
      attemptsMade: 1,
      attemptsMax: 2,
      error: null,
    });
    const again = (await claim(task)) as Task;
    await settle(again, DONE);
    expect(await db.tasks.retryByHand(task.id)).toBeNull();
  });

  it('makes a task due that waits for its time or its next attempt, and no other', async () => {
    const later = await accept({ runAt: new Date(Date.now() + 3_600_000) });
    expect(await db.tasks.runNow(later.id)).toMatchObject({ status: 'PENDING' });
    const retried = await started();
    await settle(retried, { kind: 'retry', error: ERROR, delayMs: 3_600_000, usage: null });
    expect(await db.tasks.runNow(retried.id)).toMatchObject({
      status: 'PENDING',
      attemptsMade: 1,
      error: ERROR,
    });
    expect(await events(retried)).toEqual(['PENDING', 'PROCESSING', 'PENDING', 'PENDING']);
    expect((await db.outbox.take('demo_tasks', 1_000, 100)).map(({ id }) => id)).toEqual(
      expect.arrayContaining([later.id, retried.id]),
    );
    const expired = await accept({
      runAt: new Date(Date.now() + 3_600_000),
      expiresAt: new Date(Date.now() - 1_000),
    });
    for (const { id } of [later, await accept(), await started(), expired])
      expect(await db.tasks.runNow(id)).toBeNull();
    expect(await claim(later)).toMatchObject({ status: 'PROCESSING' });
  });

  it('deletes ended tasks only, with all that belongs to them', async () => {
    const task = await started({ searchText: 'needle' });
    expect(await db.tasks.deleteEnded(task.id)).toBe(false);
    await settle(task, DONE);
    expect(await db.tasks.deleteEnded(task.id)).toBe(true);
    const [{ count }] = await db.database.query(
      'SELECT (SELECT count(*) FROM task_events WHERE task_id = $1) + (SELECT count(*) FROM task_attempts WHERE task_id = $1) AS count',
      [task.id],
    );
    expect(Number(count)).toBe(0);
  });

  it('lets progress grow only, and only under the lease', async () => {
    const task = await started();
    const report = (percent: number, token = task.leaseToken as string) =>
      db.tasks.progress([{ id: task.id, leaseToken: token, percent, message: `${percent}` }]);
    await report(40);
    await report(20);
    await report(90, randomUUID());
    expect(await reload(task)).toMatchObject({ progressPercent: 40, progressMessage: '40' });
  });
});
