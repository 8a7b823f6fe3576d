import { type IdempotencyRepository, Task } from '@app/persistence';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

describe('keys of submissions in PostgreSQL', () => {
  let db: Repositories;
  let keys: IdempotencyRepository;
  beforeAll(async () => {
    db = await openRepositories();
    keys = db.keys;
  });
  afterAll(() => db.close());

  const sent = (key: string, more: { caller?: string; bodyHash?: string; tasks?: number } = {}) => ({
    tasks: Array.from({ length: more.tasks ?? 1 }, () => newTask()),
    key: { caller: more.caller ?? '', key, bodyHash: more.bodyHash ?? 'hash' },
  });
  const tasksInAll = async (): Promise<number> =>
    Number((await db.database.query('SELECT count(*) FROM tasks'))[0].count);
  const age = (key: string, hours: number) =>
    db.database.query(
      `UPDATE idempotency_keys SET created_at = now() - $2 * interval '1 hour' WHERE key = $1`,
      [key, hours],
    );

  it('accepts the first of a key with its tasks, in order, and keeps the others out', async () => {
    const first = sent('a', { tasks: 3 });
    const [accepted] = await keys.acceptOnce([first]);
    expect(accepted?.map(({ id }) => id)).toEqual(first.tasks.map(({ id }) => id));
    const before = await tasksInAll();
    expect(await keys.acceptOnce([sent('a'), sent('b'), sent('a', { caller: 'ops' })])).toEqual([
      null,
      [expect.any(Task)],
      [expect.any(Task)],
    ]);
    expect(await tasksInAll()).toBe(before + 2);
    expect(await keys.find({ caller: '', key: 'a' })).toEqual({
      bodyHash: 'hash',
      taskIds: first.tasks.map(({ id }) => id),
    });
  });

  it('lets one of many at once win each key, whatever order they come in', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `many-${index}`);
    const shuffled = (turn: number) =>
      [...names.slice(turn), ...names.slice(0, turn)].map((name) => sent(name));
    const before = await tasksInAll();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, turn) => keys.acceptOnce(shuffled(turn * 2))),
    );
    expect(answers.flat().filter(Boolean)).toHaveLength(20);
    expect(await tasksInAll()).toBe(before + 20);
  });

  it('waits for a submission that is under way, and takes the key where that one fails', async () => {
    const other = db.database.createQueryRunner();
    await other.startTransaction();
    await other.query(
      `INSERT INTO idempotency_keys (caller, key, body_hash, task_ids) VALUES ('', 'slow', 'x', '{}')`,
    );
    const waiting = keys.acceptOnce([sent('slow')]);
    await other.rollbackTransaction();
    await other.release();
    expect(await waiting).toEqual([[expect.any(Task)]]);
  });

  it('gives a key to a new submission after 24 hours, not before', async () => {
    await keys.acceptOnce([sent('old')]);
    await age('old', 23.9);
    expect(await keys.acceptOnce([sent('old')])).toEqual([null]);
    await age('old', 24);
    const next = sent('old', { bodyHash: 'other' });
    expect(await keys.acceptOnce([next])).toEqual([[expect.any(Task)]]);
    expect(await keys.find({ caller: '', key: 'old' })).toEqual({
      bodyHash: 'other',
      taskIds: [next.tasks[0]?.id],
    });
  });

  it('forgets old keys only', async () => {
    await keys.acceptOnce([sent('gone'), sent('stays')]);
    await age('gone', 25);
    expect(await keys.forget(100)).toBe(1);
    expect(await keys.find({ caller: '', key: 'gone' })).toBeNull();
    expect(await keys.find({ caller: '', key: 'stays' })).not.toBeNull();
  });
});
