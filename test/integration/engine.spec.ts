import { randomUUID } from 'node:crypto';
import {
  type Settlement,
  type StoredError,
  type Task,
  TASK_STATUSES,
  type TaskStatus,
  type Transition,
  TRANSITIONS,
} from '@app/persistence';
import type { Change, TaskEngine } from '@app/tasks';
import { engineOver } from '../support/engine.js';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

const LEASE_MS = 60_000;
const ERROR: StoredError = { code: 'timeout', message: 'It took too long.', retryable: true, attempt: 1 };
const SETTLEMENTS = {
  complete: { kind: 'complete', result: {}, usage: null, searchText: '' },
  fail: { kind: 'fail', error: ERROR, usage: null },
  retry: { kind: 'retry', error: ERROR, usage: null, delayMs: 0 },
  release: { kind: 'release' },
  stop: { kind: 'cancel' },
} as const satisfies Record<string, Settlement>;

const CANCEL_ASKED = "cancel_requested_at = now() - interval '1 hour'";
const LEASE_OVER = "lease_expires_at = now() - interval '1 hour'";
const LATER = "due_at = now() + interval '1 hour', run_at = now() + interval '1 hour'";
const LATE = "expires_at = now() - interval '1 s'";

/** What must be so of a row, beside its status, for a transition to each state that it may lead to. */
const MADE_READY: Readonly<
  Record<Exclude<Transition, 'accept'>, Partial<Record<TaskStatus | 'gone', string>>>
> = {
  claim: { PROCESSING: '' },
  complete: { COMPLETED: '', CANCELLED: CANCEL_ASKED },
  fail: { FAILED: '', CANCELLED: CANCEL_ASKED },
  retry: { PENDING: '', CANCELLED: CANCEL_ASKED },
  release: { PENDING: '', CANCELLED: CANCEL_ASKED },
  stop: { CANCELLED: CANCEL_ASKED },
  reclaim: {
    PENDING: LEASE_OVER,
    FAILED: `${LEASE_OVER}, attempts_max = attempts_made`,
    CANCELLED: `${LEASE_OVER}, ${CANCEL_ASKED}`,
  },
  cancel: { CANCELLED: '', PROCESSING: '' },
  forceCancel: { CANCELLED: CANCEL_ASKED },
  expire: { FAILED: LATE },
  retryByHand: { PENDING: '' },
  runNow: { PENDING: LATER },
  remove: { gone: '' },
};
const DRIVEN = Object.keys(MADE_READY) as (keyof typeof MADE_READY)[];

describe('the task engine', () => {
  let db: Repositories;
  let engine: TaskEngine;
  let announced: Change[];
  beforeAll(async () => {
    db = await openRepositories();
    ({ engine, announced } = engineOver(db));
  });
  afterAll(() => db.close());

  const settle = (task: Task, settlement: Settlement) =>
    engine.settle([{ lease: { id: task.id, leaseToken: task.leaseToken as string }, settlement }]);

  /**
   * A task in a state, with the token of its claim while it runs, and one that is nobody's at other times.
   */
  async function taskIn(status: TaskStatus): Promise<Task> {
    const [task] = (await engine.accept([newTask()])) as [Task];
    if (status === 'PENDING') return { ...task, leaseToken: randomUUID() };
    if (status === 'CANCELLED')
      return { ...((await engine.cancel(task.id)) as Task), leaseToken: randomUUID() };
    const [running] = (await engine.claim([{ ...task, token: randomUUID() }], claimer(task))) as [Task];
    if (status === 'COMPLETED') await settle(running, SETTLEMENTS.complete);
    if (status === 'FAILED') await settle(running, SETTLEMENTS.fail);
    return status === 'PROCESSING' ? running : { ...running, leaseToken: randomUUID() };
  }

  const claimer = ({ type }: Task) => ({ workerId: randomUUID(), types: [type], leaseMs: LEASE_MS });
  const rowOf = async ({ id }: Task): Promise<Record<string, unknown> | undefined> => {
    const rows: Record<string, unknown>[] = await db.database.query('SELECT * FROM tasks WHERE id = $1', [
      id,
    ]);
    return rows[0];
  };
  const delivered = async (task: Task): Promise<number> => Number((await rowOf(task))?.['delivery']);
  const DRIVES: Readonly<Record<keyof typeof MADE_READY, (task: Task) => Promise<unknown>>> = {
    claim: async (task) =>
      engine.claim([{ ...task, delivery: await delivered(task), token: randomUUID() }], claimer(task)),
    complete: (task) => settle(task, SETTLEMENTS.complete),
    fail: (task) => settle(task, SETTLEMENTS.fail),
    retry: (task) => settle(task, SETTLEMENTS.retry),
    release: (task) => settle(task, SETTLEMENTS.release),
    stop: (task) => settle(task, SETTLEMENTS.stop),
    reclaim: () => engine.reclaim(100),
    cancel: ({ id }) => engine.cancel(id),
    forceCancel: () => engine.forceCancel(1_000, 100),
    expire: () => engine.expire(100),
    retryByHand: ({ id }) => engine.retryByHand(id),
    runNow: ({ id }) => engine.runNow(id),
    remove: ({ id }) => engine.remove(id),
  };

  const edges = DRIVEN.flatMap((transition) =>
    TRANSITIONS[transition].from.flatMap((from) =>
      Object.entries(MADE_READY[transition])
        .filter(([to]) => transition !== 'cancel' || (from === 'PENDING') === (to === 'CANCELLED'))
        .map(([to, ready]) => [transition, from, to, ready] as const),
    ),
  );

  it.each(edges)('%s leads from %s to %s', async (transition, from, to, ready) => {
    const task = await taskIn(from);
    if (ready) await db.database.query(`UPDATE tasks SET ${ready} WHERE id = $1`, [task.id]);
    announced.length = 0;
    await DRIVES[transition](task);
    expect((await rowOf(task))?.['status'] ?? 'gone').toBe(to);
    const told =
      transition === 'remove'
        ? []
        : [{ id: task.id, type: task.type, queue: task.queue, status: to, transition }];
    expect(announced.filter(({ id }) => id === task.id)).toMatchObject(told);
  });

  it('drives every edge of the table', () => {
    const driven = (transition: keyof typeof MADE_READY) =>
      Object.keys(MADE_READY[transition]).filter((to) => to !== 'gone');
    for (const transition of DRIVEN)
      expect(driven(transition).sort()).toEqual([...TRANSITIONS[transition].to].sort());
    expect([...DRIVEN, 'accept'].sort()).toEqual(Object.keys(TRANSITIONS).sort());
  });

  const others = DRIVEN.flatMap((transition) =>
    TASK_STATUSES.filter((status) => !TRANSITIONS[transition].from.includes(status)).map(
      (status) => [transition, status] as const,
    ),
  );

  it.each(others)('%s changes nothing of a task that is %s', async (transition, status) => {
    const task = await taskIn(status);
    const before = await rowOf(task);
    announced.length = 0;
    await DRIVES[transition](task);
    expect(await rowOf(task)).toEqual(before);
    expect(announced.filter(({ id }) => id === task.id)).toEqual([]);
  });

  it('announces each task of a bulk action, as of a single call', async () => {
    const [waiting, running, failed] = [
      await taskIn('PENDING'),
      await taskIn('PROCESSING'),
      await taskIn('FAILED'),
    ];
    const ids = [waiting.id, running.id, failed.id];
    const all = async (action: 'cancel' | 'retry' | 'delete'): Promise<[string, string][]> => {
      announced.length = 0;
      await db.bulk.create(randomUUID(), action, {});
      while (await engine.advanceBulk(100));
      return announced.filter(({ id }) => ids.includes(id)).map(({ id, transition }) => [id, transition]);
    };
    expect(await all('cancel')).toEqual(
      expect.arrayContaining([
        [waiting.id, 'cancel'],
        [running.id, 'cancel'],
      ]),
    );
    expect(await all('retry')).toEqual(
      expect.arrayContaining([
        [failed.id, 'retryByHand'],
        [waiting.id, 'retryByHand'],
      ]),
    );
  });
});
