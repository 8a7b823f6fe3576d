import { randomUUID } from 'node:crypto';
import type { NewWebhook, SealedSecret, Task, WebhookDelivery, WebhookResult, WebhookRoom } from '@app/persistence';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

const WORKER = randomUUID();
const LEASE_MS = 15_000;
const ROOM: WebhookRoom = { total: 100, perHost: 5, ofHost: new Map() };
const ERROR = { code: 'internal', message: 'It broke.', retryable: false, attempt: 1 };
const TAKEN: WebhookResult = { outcome: 'delivered', durationMs: 12, httpStatus: 204, error: null, nextInMs: null };
const REFUSED: WebhookResult = { ...TAKEN, outcome: 'failed', httpStatus: 503, error: { code: 'refused', message: 'x' }, nextInMs: 0 };

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
  const started = async ({ id }: Task, leaseMs = LEASE_MS) => (await db.claim([id], WORKER, leaseMs))[0] as Task;
  const settle = ({ id, leaseToken }: Task, settlement: Parameters<typeof db.tasks.settle>[0][number]['settlement']) =>
    db.tasks.settle([{ lease: { id, leaseToken: leaseToken as string }, settlement }]);
  const complete = async (task: Task) =>
    settle(await started(task), { kind: 'complete', result: { n: 1 }, usage: null, searchText: 'found' });
  const take = (room: Partial<WebhookRoom> = {}, leaseMs = LEASE_MS) => db.webhookOutbox.take({ ...ROOM, ...room }, leaseMs);
  const taken = async (): Promise<WebhookDelivery> => (await take())[0] as WebhookDelivery;

  const cancelled = async (task: Task) => void (await db.tasks.cancel(task.id));
  it.each<[string, (task: Task) => Promise<unknown>, string]>([
    ['completes', complete, 'completed'],
    ['fails', async (task) => settle(await started(task), { kind: 'fail', error: ERROR, usage: null }), 'failed'],
    ['is cancelled while it waits', cancelled, 'cancelled'],
    [
      'is cancelled while it runs',
      async (task) => (await started(task), await cancelled(task), db.maintenance.forceCancels(-1, 10)),
      'cancelled',
    ],
    ['loses its last worker', async (task) => (await started(task, -1), db.maintenance.reclaimLost(10)), 'failed'],
  ])('has one event when a task %s', async (_, end, event) => {
    const task = await accept({ attemptsMax: 1 });
    expect(await take()).toEqual([]);
    await end(task);
    const now = await db.queries.find(task.id);
    expect(await take()).toEqual([
      expect.objectContaining({ event, occurredAt: now?.finishedAt, url: 'https://example.com/hook', secret: 'whsec_x', task: now }),
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
    expect(await db.webhookOutbox.take(ROOM, LEASE_MS, { underWay: [late?.id as string], opensSecrets: true })).toEqual([]);
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
    expect((await db.webhooks.attemptsOf(id)).map(({ nextTryAt }) => nextTryAt)).toEqual([expect.any(Date), expect.any(Date), null]);
  });

  it('does not count a try that its worker gave back', async () => {
    const { id } = await accept();
    await db.tasks.cancel(id);
    await db.webhookOutbox.settle(await taken(), { ...REFUSED, outcome: 'lost', httpStatus: null, error: null });
    expect(await taken()).toMatchObject({ retries: 0 });
    expect(await db.webhooks.attemptsOf(id)).toMatchObject([{ outcome: 'lost' }, { number: 2, outcome: null }]);
  });

  it('takes one of every host before the second of any, within the limit of each', async () => {
    for (const host of ['a', 'a', 'a', 'a', 'b', 'c']) await db.tasks.cancel((await accept({ webhook: webhook({ host }) })).id);
    const hosts = (deliveries: readonly WebhookDelivery[]) => deliveries.map(({ host }) => host).sort();
    expect(hosts(await take({ total: 3 }, -1))).toEqual(['a', 'b', 'c']);
    expect(hosts(await take({ perHost: 2 }, -1))).toEqual(['a', 'a', 'b', 'c']);
    expect(hosts(await take({ ofHost: new Map([['a', 0]]) }, -1))).toEqual(['b', 'c']);
  });

  it('gives a delivery to one of many processes', async () => {
    for (let count = 0; count < 20; count += 1) await db.tasks.cancel((await accept({ webhook: webhook({ host: `h${count % 4}` }) })).id);
    const ids = (await Promise.all(Array.from({ length: 6 }, () => take()))).flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length + (await take()).length).toBe(20);
  });

  it('goes with its task', async () => {
    const { id } = await accept();
    await db.tasks.cancel(id);
    const delivery = await taken();
    expect(await db.tasks.deleteEnded(id)).toBe(true);
    expect(await db.webhookOutbox.settle(delivery, TAKEN)).toBe(false);
    expect([await db.webhooks.attemptsOf(id), await db.webhooks.redeliver(id)]).toEqual([[], false]);
  });
});
