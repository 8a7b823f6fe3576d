import { randomUUID } from 'node:crypto';
import type { Lease, SealedSecret, Settlement, Task } from '@app/persistence';
import { rotate, SecretKey } from '@app/secrets';
import { v7 as uuidv7 } from 'uuid';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';
import { RowLock } from '../support/row-lock.js';

const LEASE_MS = 15_000;
const KEEP_MS = 1_000;
const DONE: Settlement = { kind: 'complete', result: { text: 'whole' }, usage: null, searchText: 'found' };
const ROOM = { total: 100, perHost: 5, ofHost: new Map<string, number>() };
const PARTS = [
  ...['task_attempts', 'task_events', 'task_search', 'task_logs', 'task_texts'],
  ...['task_webhooks', 'webhook_deliveries', 'webhook_attempts', 'file_references'],
];
const CLEAR = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

describe('a row of a part of a task that somebody else holds', () => {
  let db: Repositories;
  let lock: RowLock | null = null;
  beforeAll(async () => void (db = await openRepositories()));
  beforeEach(() => db.database.query('DELETE FROM tasks'));
  afterEach(async () => void (await lock?.release(), (lock = null)));
  afterAll(() => db.close());

  const hold = async (part: string, { id }: { id: string }) => {
    const ofTask =
      part === 'webhook_attempts'
        ? 'delivery_id IN (SELECT id FROM webhook_deliveries WHERE task_id = $1)'
        : 'task_id = $1';
    lock = await RowLock.hold(db.url, `SELECT FROM ${part} WHERE ${ofTask} FOR UPDATE`, [id]);
  };
  const release = async () => void (await lock?.release(), (lock = null));
  const leaseOf = ({ id, leaseToken }: Task): Lease => ({ id, leaseToken: leaseToken as string });
  const started = async (leaseMs = LEASE_MS): Promise<[Task, Task]> => {
    const webhook = {
      url: 'https://example.com/',
      host: 'example.com',
      events: ['completed' as const],
      secret: CLEAR as SealedSecret,
    };
    const ids = (await db.tasks.accept([1, 2].map(() => newTask({ webhook, searchText: 'words' })))).map(
      ({ id }) => id,
    );
    const claimed = await db.claim(ids, randomUUID(), leaseMs);
    return ids.map((id) => claimed.find((task) => task.id === id)) as [Task, Task];
  };
  const settle = (tasks: readonly Task[]) =>
    db.tasks.settle(tasks.map((task) => ({ lease: leaseOf(task), settlement: DONE })));
  const write = (tasks: readonly Task[], flush: number) =>
    db.texts.write(tasks.map((task) => ({ ...leaseOf(task), flush, text: `piece ${flush}` })));
  /** With all parts that a task can have. */
  const ended = async (): Promise<[Task, Task]> => {
    const tasks = await started();
    await write(tasks, 1);
    await db.logs.append(
      tasks.map((task) => ({ ...leaseOf(task), at: new Date(), level: 'info', message: 'm', fields: null })),
    );
    const fileId = randomUUID();
    await db.files.keepForever({ id: fileId, name: 'f', mediaType: 'text/plain', size: 1, sha256: 'x' });
    await db.database.query('INSERT INTO file_references SELECT id, $2 FROM unnest($1::uuid[]) AS id', [
      idsOf(tasks),
      fileId,
    ]);
    await settle(tasks);
    return tasks;
  };
  const delivered = async (): Promise<[Task, Task]> => {
    const tasks = await ended();
    for (const delivery of await db.webhookOutbox.take(ROOM, LEASE_MS)) {
      await db.webhookOutbox.settle(delivery, {
        outcome: 'delivered',
        durationMs: 1,
        httpStatus: 200,
        error: null,
        nextInMs: null,
      });
    }
    await db.database.query(`UPDATE tasks SET finished_at = now() - interval '1 day'`);
    return tasks;
  };
  const idsOf = (tasks: readonly { id: string }[]): string[] => tasks.map(({ id }) => id);
  const left = async () => idsOf(await db.database.query('SELECT id FROM tasks'));

  it('delays no other settlement', async () => {
    const tasks = await started();
    await hold('task_attempts', tasks[0]);
    const done = expect.objectContaining({ status: 'COMPLETED', queue: 'demo_tasks' });
    expect(await settle(tasks)).toEqual(['busy', done]);
    await release();
    expect(await settle([tasks[0]])).toEqual([done]);
  });

  it.each<[string, (tasks: readonly Task[]) => Promise<unknown>, () => Promise<readonly { id: string }[]>]>([
    ['reclaim', async () => undefined, () => db.maintenance.reclaimLost(10)],
    ['forced cancel', (tasks) => db.tasks.cancelAll(idsOf(tasks)), () => db.maintenance.forceCancels(-1, 10)],
  ])('delays no other %s', async (_, prepare, move) => {
    const tasks = await started(-1);
    await prepare(tasks);
    await hold('task_attempts', tasks[0]);
    expect(idsOf(await move())).toEqual([tasks[1].id]);
    await release();
    expect(idsOf(await move())).toEqual([tasks[0].id]);
  });

  it('delays no other text', async () => {
    const tasks = await started();
    await write(tasks, 1);
    await hold('task_texts', tasks[0]);
    expect(await write(tasks, 2)).toEqual(['busy', 'written']);
    await release();
    expect(await write(tasks, 2)).toEqual(['written', 'written']);
  });

  it.each(['task_texts', 'task_events'])('in %s delays no text of others that is dropped', async (part) => {
    const tasks = await ended();
    await db.database.query(`UPDATE tasks SET finished_at = now() - interval '1 day'`);
    await db.database.query(`UPDATE task_texts SET written_at = now() - interval '1 day'`);
    await hold(part, tasks[0]);
    expect(await db.texts.drop(KEEP_MS, 10)).toBe(1);
    await release();
    expect(await db.texts.drop(KEEP_MS, 10)).toBe(1);
    expect(
      await db.database.query('SELECT event FROM task_events WHERE event = ANY($1)', [['delta', 'text']]),
    ).toHaveLength(2);
  });

  it.each(PARTS)('in %s delays no removal of others', async (part) => {
    const tasks = await delivered();
    await hold(part, tasks[0]);
    expect(await db.retention.removeEnded(KEEP_MS, 10)).toMatchObject({ removed: 1 });
    expect(await left()).toEqual([tasks[0].id]);
    await release();
    expect(await db.retention.removeEnded(KEEP_MS, 10)).toMatchObject({ removed: 1 });
    for (const table of PARTS)
      expect([table, await db.database.query(`SELECT FROM ${table}`)]).toEqual([table, []]);
  });

  it('is left for the end of a bulk action that removes', async () => {
    const tasks = await delivered();
    const action = await db.bulk.create(uuidv7(), 'delete', { status: ['COMPLETED'] });
    await hold('task_events', tasks[0]);
    while (await db.bulkBatches.advance(10));
    expect(await left()).toEqual([tasks[0].id]);
    await release();
    await db.database.query('UPDATE bulk_actions SET wait_until = NULL');
    while (await db.bulkBatches.advance(10));
    expect(await db.bulk.find(action.id)).toMatchObject({ status: 'COMPLETED', done: 2, failed: 0 });
  });

  it('delays no other webhook', async () => {
    const tasks = await ended();
    await db.webhookOutbox.take(ROOM, -1);
    await hold('webhook_attempts', tasks[0]);
    expect(await db.webhookOutbox.take(ROOM, -1)).toMatchObject([{ task: { id: tasks[1].id } }]);
    await release();
    expect(await db.webhookOutbox.take(ROOM, -1)).toHaveLength(2);
  });

  it.each(['task_webhooks', 'webhook_deliveries'])(
    'in %s delays no secret of others that is encrypted anew, and is told',
    async (part) => {
      const tasks = await ended();
      await hold(part, tasks[0]);
      const key = new SecretKey(SecretKey.random());
      expect(await rotate(db.secrets, [key])).toMatchObject({ encrypted: 1, held: 1, unreadable: 0 });
      await release();
      expect(await rotate(db.secrets, [key])).toMatchObject({ encrypted: 1, held: 0, unreadable: 0 });
      expect(await db.webhookOutbox.take(ROOM, LEASE_MS)).toHaveLength(2);
    },
  );
});
