import type { SealedSecret } from '@app/persistence';
import { v7 as uuidv7 } from 'uuid';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

const DAY_MS = 86_400_000;

describe('the removal of old tasks in PostgreSQL', () => {
  let db: Repositories;
  beforeAll(async () => void (db = await openRepositories()));
  beforeEach(() => db.database.query('DELETE FROM tasks'));
  afterAll(() => db.close());

  const accept = async (count: number, given: Parameters<typeof newTask>[0] = {}): Promise<string[]> =>
    (
      await db.tasks.accept(Array.from({ length: count }, () => newTask({ searchText: 'words', ...given })))
    ).map(({ id }) => id);
  const ended = async (
    count: number,
    days: number,
    given: Parameters<typeof newTask>[0] = {},
  ): Promise<string[]> => {
    const ids = await accept(count, given);
    for (const id of ids) await db.tasks.cancel(id);
    await db.database.query(
      `UPDATE tasks SET finished_at = now() - $2 * interval '1 day' WHERE id = ANY($1)`,
      [ids, days],
    );
    return ids;
  };
  const left = async (): Promise<string[]> =>
    (await db.database.query<{ id: string }[]>('SELECT id FROM tasks ORDER BY id')).map(({ id }) => id);

  it('takes ended tasks by age, in batches, and leaves those that wait or run', async () => {
    const waiting = await accept(2);
    const running = await accept(1);
    await db.claim(running, '00000000-0000-4000-8000-000000000000', 60_000);
    await db.database.query(`UPDATE tasks SET created_at = now() - interval '90 days'`);
    const young = await ended(2, 29);
    await ended(5, 31);
    const batches = [3, 3, 3];
    for (const [index, limit] of batches.entries())
      batches[index] = (await db.retention.removeEnded(30 * DAY_MS, limit)).removed;
    expect(batches).toEqual([3, 2, 0]);
    expect(await left()).toEqual([...waiting, ...running, ...young].sort());
  });

  it('takes all that belongs to a task with it', async () => {
    await ended(1, 31);
    await db.retention.removeEnded(30 * DAY_MS, 10);
    for (const table of [
      'task_attempts',
      'task_events',
      'task_logs',
      'task_search',
      'task_texts',
      'task_webhooks',
      'file_references',
    ]) {
      expect([table, await db.database.query(`SELECT FROM ${table}`)]).toEqual([table, []]);
    }
  });

  it('goes on behind what it passed', async () => {
    const ids = await ended(5, 31);
    const [first, second] = [
      await db.retention.removeEnded(30 * DAY_MS, 2),
      await db.retention.removeEnded(31 * DAY_MS, 2),
    ];
    expect([first.removed, second.removed]).toEqual([2, 2]);
    const rest = await db.retention.removeEnded(30 * DAY_MS, 2, {
      finishedAt: 'infinity',
      id: ids[0] as string,
    });
    expect(rest).toEqual({ removed: 0, last: null });
    expect(await left()).toHaveLength(1);
  });

  it('keeps a task whose webhook is still to be delivered', async () => {
    const webhook = {
      url: 'https://example.com/',
      host: 'example.com',
      events: ['cancelled' as const],
      secret: 'whsec_x' as SealedSecret,
    };
    const [id] = await ended(1, 31, { webhook });
    expect(await db.retention.removeEnded(30 * DAY_MS, 10)).toEqual({ removed: 0, last: null });
    await db.database.query(`UPDATE webhook_deliveries SET status = 'failed' WHERE task_id = $1`, [id]);
    expect(await db.retention.removeEnded(30 * DAY_MS, 10)).toMatchObject({ removed: 1 });
  });

  it('leaves a file to the schedule whose tasks work on it, and lets it go with the last one', async () => {
    const fileId = uuidv7();
    await db.files.announce(fileId, DAY_MS);
    await db.files.accept(
      { id: fileId, name: 'a.txt', mediaType: 'text/plain', size: 1, sha256: 'x', taskId: null },
      0,
    );
    const { id: _, ...template } = newTask({ fileIds: [fileId] });
    const schedule = {
      name: 'with a file',
      cron: null,
      everyMs: DAY_MS,
      timeZone: 'UTC',
      task: {},
      template,
      enabled: false,
    };
    const { id } = (await db.schedules.insert(uuidv7(), {
      ...schedule,
      catchUp: false,
      nextRunAt: null,
    })) as { id: string };
    expect(await db.files.removeUnused(10, 0)).toEqual({ looked: 1, removed: 0 });
    await db.schedules.remove(id);
    expect(await db.files.removeUnused(10, 0)).toEqual({ looked: 1, removed: 1 });
  });

  it('takes each task once although several processes remove', async () => {
    await ended(40, 31);
    const all = await Promise.all(Array.from({ length: 8 }, () => db.retention.removeEnded(30 * DAY_MS, 10)));
    expect(all.reduce((sum, { removed }) => sum + removed, 0) + (await left()).length).toBe(40);
  });
});
