import { randomUUID } from 'node:crypto';
import { FileRepository } from '@app/persistence';
import { v7 as uuidv7 } from 'uuid';
import { closeDatabase, newTask, openEmptyRepositories, type Repositories } from '../support/repositories.js';
import { RowLock } from '../support/row-lock.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';

const QUEUE = 'demo_tasks';

describe('what somebody else holds', () => {
  let db: Repositories;
  let lock: RowLock | null = null;
  beforeEach(async () => void (db = await openEmptyRepositories()));
  afterEach(() => release());
  afterAll(closeDatabase);

  const release = async () => void (await lock?.release(), (lock = null));
  const accept = async (count: number) =>
    (await db.tasks.accept(Array.from({ length: count }, () => newTask()))).map(({ id }) => id);
  const claim = (ids: readonly string[]) => db.claim(ids, randomUUID(), 15_000);

  it('in the settings of a queue holds up no claim', async () => {
    await db.settings.setConcurrency(QUEUE, 5);
    lock = await RowLock.hold(db.url, 'SELECT FROM queue_settings FOR UPDATE');
    const paused = db.settings.setPaused(QUEUE, true);
    await db.untilWaiting();
    expect(await claim(await accept(1))).toHaveLength(1);
    await release();
    await paused;
    expect(await claim(await accept(1))).toEqual([]);
  });

  it('among the tasks of a bulk action is left for its end, and the others are done', async () => {
    const [held] = (await accept(5)) as [string];
    const action = await db.bulk.create(uuidv7(), 'cancel', { status: ['PENDING'] });
    lock = await RowLock.onTask(db.url, held);
    expect((await db.bulkBatches.advance(2))?.changed).toHaveLength(2);
    while (await db.bulkBatches.advance(2));
    expect(await db.bulk.find(action.id)).toMatchObject({
      status: 'RUNNING',
      matched: 5,
      done: 4,
      failed: 0,
    });
    await release();
    await db.database.query('UPDATE bulk_actions SET wait_until = NULL');
    while (await db.bulkBatches.advance(2));
    expect(await db.bulk.find(action.id)).toMatchObject({
      status: 'COMPLETED',
      matched: 5,
      done: 5,
      failed: 0,
    });
  });

  it('among the tasks of a bulk action, and is removed then, counts as failed', async () => {
    const [held] = (await accept(2)) as [string];
    const action = await db.bulk.create(uuidv7(), 'cancel', { status: ['PENDING'] });
    lock = await RowLock.hold(db.url, 'DELETE FROM tasks WHERE id = $1', [held]);
    while (await db.bulkBatches.advance(10));
    await lock.commit();
    await db.database.query('UPDATE bulk_actions SET wait_until = NULL');
    while (await db.bulkBatches.advance(10));
    expect(await db.bulk.find(action.id)).toMatchObject({ status: 'COMPLETED', done: 1, failed: 1 });
  });

  it('of a schedule whose file is held fires later, and the others now', async () => {
    const fileId = randomUUID();
    await db.files.keepForever({ id: fileId, name: 'f', mediaType: 'text/plain', size: 1, sha256: 'x' });
    const schedule = async (name: string, fileIds: string[]) => {
      const { id: _, ...template } = newTask({ fileIds });
      const recurrence = {
        cron: null,
        everyMs: 1_000,
        timeZone: 'UTC',
        enabled: true,
        catchUp: true,
        nextRunAt: new Date(Date.now() - 1_000),
      };
      return db.schedules.insert(uuidv7(), { name, task: {}, template, ...recurrence });
    };
    await schedule('with a file', [fileId]);
    await schedule('without', []);
    const fire = async () => {
      const due = (await db.schedules.due(10)).filter(({ fireTime }) => fireTime < new Date());
      const next = new Date(Date.now() + 3_600_000);
      return (await db.schedules.fire(due.map((one) => ({ ...one, nextRunAt: next, taskId: uuidv7() }))))
        .length;
    };
    lock = await RowLock.hold(db.url, 'SELECT FROM files WHERE id = $1 FOR UPDATE', [fileId]);
    expect(await fire()).toBe(1);
    await release();
    expect(await fire()).toBe(1);
    expect(await fire()).toBe(0);
  });
});

describe('a submission that waits for what somebody else holds', () => {
  let system: SystemInProcess;
  beforeAll(async () => void (system = await startInProcess([])));
  afterAll(() => system.stop());

  const submit = (task: object, headers = {}) => system.call('POST', '/api/v1/tasks', task, headers);
  const SUM = { type: 'demo.calculation', input: { expression: '1 + 1' } };

  it('for its file holds up no other', async () => {
    const id = uuidv7();
    await system.app
      .get(FileRepository, { strict: false })
      .keepForever({ id, name: 'f', mediaType: 'text/plain', size: 1, sha256: 'x' });
    const lock = await RowLock.hold(system.databaseUrl, 'SELECT FROM files WHERE id = $1 FOR UPDATE', [id]);
    const withFile = submit({ type: 'demo.file-processing', input: { fileId: id } });
    const keyed = submit(
      { type: 'demo.file-processing', input: { fileId: id } },
      { 'idempotency-key': 'with-file' },
    );
    expect((await submit(SUM)).status).toBe(201);
    expect((await submit(SUM, { 'idempotency-key': 'without' })).status).toBe(201);
    await lock.release();
    expect((await Promise.all([withFile, keyed])).map(({ status }) => status)).toEqual([201, 201]);
  });

  it('for its key holds up no other key', async () => {
    const hold = `INSERT INTO idempotency_keys (caller, key, body_hash, task_ids) VALUES ('', 'held', 'x', '{}')`;
    const lock = await RowLock.hold(system.databaseUrl, hold);
    const held = submit(SUM, { 'idempotency-key': 'held' });
    for (const key of ['one', 'two'])
      expect((await submit(SUM, { 'idempotency-key': key })).status).toBe(201);
    await lock.release();
    expect((await held).status).toBe(201);
  });
});
