import { GroupCommit } from './group-commit.js';

describe('GroupCommit', () => {
  const options = { limit: 3, isPoisoned: (error: unknown) => (error as Error).message === 'poison' };

  function recording(fail: (items: number[]) => Error | undefined = () => undefined) {
    const writes: number[][] = [];
    const commit = new GroupCommit<number, number>(async (items) => {
      writes.push(items);
      const error = fail(items);
      if (error) throw error;
      return items.map((item) => item * 10);
    }, options);
    return { writes, commit };
  }

  it('writes what comes together in one write, each with its own answer', async () => {
    const { writes, commit } = recording();
    expect(await Promise.all([1, 2, 3, 4].map((item) => commit.submit(item)))).toEqual([10, 20, 30, 40]);
    expect(writes).toEqual([[1, 2, 3], [4]]);
  });

  it('goes on after a pause', async () => {
    const { writes, commit } = recording();
    await commit.submit(1);
    await commit.submit(2);
    expect(writes).toEqual([[1], [2]]);
  });

  it('fails only the item that is at fault', async () => {
    const { commit } = recording((items) => (items.includes(2) ? new Error('poison') : undefined));
    const answers = await Promise.allSettled([1, 2, 3].map((item) => commit.submit(item)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails all items of a write that could not reach the database', async () => {
    const { writes, commit } = recording(() => new Error('away'));
    const answers = await Promise.allSettled([1, 2].map((item) => commit.submit(item)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(writes).toHaveLength(1);
  });
});
