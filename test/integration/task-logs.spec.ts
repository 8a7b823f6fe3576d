import { randomUUID } from 'node:crypto';
import type { NewTaskLogLine, Task } from '@app/persistence';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

describe('the logs of tasks', () => {
  let db: Repositories;
  beforeAll(async () => void (db = await openRepositories()));
  afterAll(() => db.close());

  const started = async (): Promise<Task> => {
    const [task] = await db.tasks.accept([newTask()]);
    return (await db.claim([(task as Task).id], randomUUID(), 15_000))[0] as Task;
  };
  const line = ({ id, leaseToken }: Task, message: string): NewTaskLogLine => ({
    id,
    leaseToken: leaseToken as string,
    at: new Date(),
    level: 'info',
    message,
    fields: { n: 1 },
  });

  it('keeps lines in their order, of several tasks at once', async () => {
    const [one, other] = [await started(), await started()];
    await db.logs.append([line(one, 'a'), line(other, 'x'), line(one, 'b')]);
    await db.logs.append([line(one, 'c')]);
    const { lines } = await db.logs.list(one.id, 0);
    expect(lines).toMatchObject([
      { message: 'a', attempt: 1, level: 'info', fields: { n: 1 } },
      { message: 'b' },
      { message: 'c' },
    ]);
    expect((await db.logs.list(one.id, lines[1]?.id as number)).lines).toMatchObject([{ message: 'c' }]);
    expect((await db.logs.list(other.id, 0)).lines).toHaveLength(1);
  });

  it('keeps nothing of a worker that has lost the task', async () => {
    const task = await started();
    await db.logs.append([line({ ...task, leaseToken: randomUUID() }, 'stale')]);
    expect(await db.logs.list(task.id, 0)).toEqual({ lines: [], hasMore: false });
  });

  it('keeps the first 1,000 lines, and says where it stopped', async () => {
    const task = await started();
    for (let round = 0; round < 3; round += 1)
      await db.logs.append(Array.from({ length: 400 }, (_, n) => line(task, `${round}.${n}`)));
    await db.logs.append([line(task, 'one more')]);
    const { lines } = await db.logs.list(task.id, 0);
    expect(lines).toHaveLength(1_000);
    expect(lines.at(-2)).toMatchObject({ level: 'info', message: '2.198' });
    expect(lines.at(-1)).toMatchObject({
      level: 'warn',
      message: 'The log is full; what follows is not kept.',
    });
  });

  it('come in pages of bytes', async () => {
    const task = await started();
    const long = Array.from({ length: 900 }, () => line(task, '\u4e00'.repeat(2_000)));
    for (let from = 0; from < long.length; from += 100) await db.logs.append(long.slice(from, from + 100));
    const first = await db.logs.list(task.id, 0);
    const second = await db.logs.list(task.id, first.lines.at(-1)?.id as number);
    expect([first.hasMore, second.hasMore, first.lines.length + second.lines.length]).toEqual([
      true,
      false,
      900,
    ]);
    expect(Buffer.byteLength(JSON.stringify(first))).toBeLessThan(4.2 * 1024 * 1024);
  });

  it('goes with the task', async () => {
    const task = await started();
    await db.logs.append([line(task, 'a')]);
    await db.database.query('DELETE FROM tasks WHERE id = $1', [task.id]);
    expect(await db.logs.list(task.id, 0)).toEqual({ lines: [], hasMore: false });
  });
});
