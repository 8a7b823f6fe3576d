import { randomUUID } from 'node:crypto';
import type {
  NewWebhook,
  SealedSecret,
  Task,
  WebhookDelivery,
  WebhookResult,
  WebhookRoom,
} from '@app/persistence';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';
import { RowLock } from '../support/row-lock.js';

const WORKER = randomUUID();
const LEASE_MS = 15_000;
const ROOM: WebhookRoom = { total: 100, perHost: 5, ofHost: new Map() };
const ERROR = { code: 'internal', message: 'It broke.', retryable: false, attempt: 1 };
const TAKEN: WebhookResult = {
  outcome: 'delivered',
  durationMs: 12,
  httpStatus: 204,
  error: null,
  nextInMs: null,
};
const REFUSED: WebhookResult = {
  ...TAKEN,
  outcome: 'failed',
  httpStatus: 503,
  error: { code: 'refused', message: 'x' },
  nextInMs: 0,
};

describe('the outbox of webhooks in PostgreSQL', () => {
  let db: Repositories;
  beforeAll(async () => void (db = await openRepositories()));
  beforeEach(() => db.database.query('DELETE FROM tasks'));
  afterAll(() => db.close());

  const webhook = (given: Partial<NewWebhook> = {}): NewWebhook => ({
    url: 'https://example.com/hook',
    host: 'example.com',
    events: ['completed', 'failed', 'cancelled'],
    secret: 'whsec_x' as SealedSecret, // as version 0.1.0 kept it
    ...given,
  });
  const accept = async (given: Parameters<typeof newTask>[0] = {}): Promise<Task> =>
    (await db.tasks.accept([newTask({ webhook: webhook(), ...given })]))[0] as Task;
  const started = async ({ id }: Task, leaseMs = LEASE_MS) =>
    (await db.claim([id], WORKER, leaseMs))[0] as Task;
  const settle = (
    { id, leaseToken }: Task,
    settlement: Parameters<typeof db.tasks.settle>[0][number]['settlement'],
  ) => db.tasks.settle([{ lease: { id, leaseToken: leaseToken as string }, settlement }]);
  const complete = async (task: Task) =>
    settle(await started(task), { kind: 'complete', result: { n: 1 }, usage: null, searchText: 'found' });
  const take = (room: Partial<WebhookRoom> = {}, leaseMs = LEASE_MS) =>
    db.webhookOutbox.take({ ...ROOM, ...room }, leaseMs);
  const taken = async (): Promise<WebhookDelivery> => (await take())[0] as WebhookDelivery;

  const cancelled = async (task: Task) => void (await db.tasks.cancel(task.id));
  it.each<[string, (task: Task) => Promise<unknown>, string]>([
    ['completes', complete, 'completed'],
    [
      'fails',
      async (task) => settle(await started(task), { kind: 'fail', error: ERROR, usage: null }),
      'failed',
    ],
    ['is cancelled while it waits', cancelled, 'cancelled'],
    [
      'is cancelled while it runs',
      async (task) => (await started(task), await cancelled(task), db.maintenance.forceCancels(-1, 10)),
      'cancelled',
    ],
    [
      'loses its last worker',
      async (task) => (await started(task, -1), db.maintenance.reclaimLost(10)),
      'failed',
    ],
  ])('has one event when a task %s', async (_, end, event) => {
    const task = await accept({ attemptsMax: 1 });
    expect(await take()).toEqual([]);
    await end(task);
    const now = await db.queries.find(task.id);
    expect(await take()).toEqual([
      expect.objectContaining({
        event,
        occurredAt: now?.finishedAt,
        url: 'https://example.com/hook',
        secret: 'whsec_x',
        task: now,
      }),
    ]);
    expect(await take()).toEqual([]);
  });

  it('has an event when a task expires, and none for an end that nobody asked about', async () => {
    const late = new Date(Date.now() - 1_000);
    const { id } = await accept({ expiresAt: late });
    await accept({ expiresAt: late, webhook: webhook({ events: ['completed'] }) });
    await accept({ expiresAt: late, webhook: null });
    await db.maintenance.expire(10);
    expect(await take()).toMatchObject([{ event: 'failed', task: { id } }]);
  });

  it('keeps the task as it ended when it is run again, and then has another event', async () => {
    const task = await accept();
    await cancelled(task);
    await db.tasks.retryByHand(task.id);
    const first = await taken();
    expect(first).toMatchObject({ event: 'cancelled', task: { status: 'CANCELLED' } });
    await complete(task);
    const second = await taken();
    expect(second).toMatchObject({ event: 'completed', task: { status: 'COMPLETED', result: { n: 1 } } });
    expect(second.id > first.id).toBe(true);
  });

  it('does not wait for a row that somebody else holds: no connection is kept for that', async () => {
    const { id } = await accept();
    await db.tasks.cancel(id);
    const delivery = await taken();
    const lock = await RowLock.hold(db.url, 'SELECT FROM webhook_deliveries WHERE id = $1 FOR UPDATE', [
      delivery.id,
    ]);
    expect(await db.webhookOutbox.settle(delivery, TAKEN)).toBe('busy');
    await lock.commit();
    expect(await db.webhookOutbox.settle(delivery, TAKEN)).toBe(true);
    await lock.release();
  });

  it('gives a delivery back when its lease ends, and refuses what its first holder says', async () => {
    const { id } = await accept();
    await db.tasks.cancel(id);
    const [lost] = await take({}, -1);
    const again = await taken();
    expect(again.id).toBe(lost?.id);
    expect(await db.webhookOutbox.settle(lost as WebhookDelivery, TAKEN)).toBe(false);
    expect(await db.webhookOutbox.settle(again, TAKEN)).toBe(true);
    expect(await db.webhooks.attemptsOf(id)).toMatchObject([
      { number: 1, outcome: 'lost' },
      { number: 2, outcome: 'delivered', httpStatus: 204, durationMs: 12, nextTryAt: null },
    ]);
  });

  it('leaves a process what it still works on, although its lease is over', async () => {
    await db.tasks.cancel((await accept()).id);
    const [late] = await take({}, -1);
    expect(
      await db.webhookOutbox.take(ROOM, LEASE_MS, { underWay: [late?.id as string], opensSecrets: true }),
    ).toEqual([]);
    expect(await taken()).toMatchObject({ id: late?.id });
  });

  it('is due again after the delay, counts what failed, and gives up without one', async () => {
    const { id } = await accept();
    await db.tasks.cancel(id);
    await db.webhookOutbox.settle(await taken(), { ...REFUSED, nextInMs: 60_000 });
    expect(await take()).toEqual([]);
    expect(await db.webhooks.redeliver(id)).toBe(true);
    const again = await taken();
    expect(again.retries).toBe(0);
    await db.webhookOutbox.settle(again, REFUSED);
    const last = await taken();
    expect(last.retries).toBe(1);
    await db.webhookOutbox.settle(last, { ...REFUSED, nextInMs: null });
    expect(await db.webhooks.backlog()).toEqual({ undelivered: 0, oldestAgeSeconds: 0 });
    expect((await db.webhooks.attemptsOf(id)).map(({ nextTryAt }) => nextTryAt)).toEqual([
      expect.any(Date),
      expect.any(Date),
      null,
    ]);
  });

  it('does not count a try that its worker gave back', async () => {
    const { id } = await accept();
    await db.tasks.cancel(id);
    await db.webhookOutbox.settle(await taken(), {
      ...REFUSED,
      outcome: 'lost',
      httpStatus: null,
      error: null,
    });
    expect(await taken()).toMatchObject({ retries: 0 });
    expect(await db.webhooks.attemptsOf(id)).toMatchObject([
      { outcome: 'lost' },
      { number: 2, outcome: null },
    ]);
  });

  it('takes one of every host before the second of any, within the limit of each', async () => {
    for (const host of ['a', 'a', 'a', 'a', 'b', 'c'])
      await db.tasks.cancel((await accept({ webhook: webhook({ host }) })).id);
    const hosts = (deliveries: readonly WebhookDelivery[]) => deliveries.map(({ host }) => host).sort();
    expect(hosts(await take({ total: 3 }, -1))).toEqual(['a', 'b', 'c']);
    expect(hosts(await take({ perHost: 2 }, -1))).toEqual(['a', 'a', 'b', 'c']);
    expect(hosts(await take({ ofHost: new Map([['a', 0]]) }, -1))).toEqual(['b', 'c']);
  });

  it.each([
    ['may have more', new Map<string, number>()],
    ['fails, and may have one', new Map([['big', 1]])],
    ['is at its limit', new Map([['big', 0]])],
  ])(
    'reads no more of the backlog of a host than it takes, although no statistics know of it, where it %s',
    async (_, ofHost) => {
      // what other tests removed is read too
      await db.database.query('VACUUM webhook_deliveries, webhook_attempts');
      await db.database.query(BACKLOG);
      for (const host of ['a', 'z']) await db.tasks.cancel((await accept({ webhook: webhook({ host }) })).id);
      const before = await rowsRead();
      const taken = await take({ ofHost });
      expect((await rowsRead()) - before).toBeLessThan(500);
      expect(taken.filter(({ host }) => host !== 'big')).toHaveLength(2);
      expect(taken).toHaveLength(2 + (ofHost.get('big') ?? ROOM.perHost));
    },
  );

  it('takes of a host what nobody holds, beside what somebody does', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push((await accept()).id);
    for (const id of ids) await db.tasks.cancel(id);
    const lock = await RowLock.hold(
      db.url,
      'SELECT FROM webhook_deliveries WHERE task_id = ANY($1) FOR UPDATE',
      [ids.slice(0, 2)],
    );
    expect(await take({ ofHost: new Map([['example.com', 1]]) })).toMatchObject([{ task: { id: ids[2] } }]);
    await lock.release();
  });

  it('gives a delivery to one of many processes', async () => {
    for (let count = 0; count < 20; count += 1)
      await db.tasks.cancel((await accept({ webhook: webhook({ host: `h${count % 4}` }) })).id);
    const ids = (await Promise.all(Array.from({ length: 6 }, () => take()))).flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length + (await take()).length).toBe(20);
  });

  async function rowsRead(): Promise<number> {
    // of this connection: the pool takes the one that was used last
    await db.database.query('SELECT pg_stat_force_next_flush()');
    const [row] = await db.database.query(
      `SELECT (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname IN ('webhook_deliveries', 'webhook_attempts'))::int
         + (SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE relname IN ('webhook_deliveries', 'webhook_attempts'))::int AS count`,
    );
    return row.count;
  }

  it('goes with its task', async () => {
    const { id } = await accept();
    await db.tasks.cancel(id);
    const delivery = await taken();
    expect(await db.tasks.deleteEnded(id)).toBe(true);
    expect(await db.webhookOutbox.settle(delivery, TAKEN)).toBe(false);
    expect([await db.webhooks.attemptsOf(id), await db.webhooks.redeliver(id)]).toEqual([[], false]);
  });
});

/** Five thousand that are due at one host, each tried before. */
const BACKLOG = `
  WITH many AS (
    INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, status, finished_at)
    SELECT gen_random_uuid(), 'x', 'demo_tasks', '{}', 1, 1, 1000, 'FAILED', now() FROM generate_series(1, 5000) RETURNING id
  ), webhooks AS (
    INSERT INTO task_webhooks SELECT id, 'https://big/', 'big', '{failed}' FROM many
  ), deliveries AS (
    INSERT INTO webhook_deliveries (task_id, host, event, task, due_at, tries) SELECT id, 'big', 'failed', '{}', now() - interval '1 hour', 1 FROM many
    RETURNING id
  )
  INSERT INTO webhook_attempts (delivery_id, number) SELECT id, 1 FROM deliveries`;
