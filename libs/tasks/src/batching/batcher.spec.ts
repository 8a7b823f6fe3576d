import { Batcher } from './batcher.js';

describe('Batcher', () => {
  const options = { limit: 3, isPoisoned: (error: unknown) => (error as Error).message === 'poison' };

  function recording(fail: (items: number[]) => Error | undefined = () => undefined) {
    const writes: number[][] = [];
    const commit = new Batcher<number, number>(async (items) => {
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

  it('ends a group before it weighs too much, but writes what is too heavy alone', async () => {
    const writes: number[][] = [];
    const write = async (items: number[]): Promise<number[]> => (writes.push(items), items);
    const commit = new Batcher<number, number>(write, {
      ...options,
      weight: { of: (item) => item, most: 10 },
    });
    await Promise.all([4, 6, 1, 50, 2, 2, 2, 2].map((item) => commit.submit(item)));
    expect(writes).toEqual([[4, 6], [1], [50], [2, 2, 2], [2]]);
  });

  it('writes an item alone where it is told to, and lets nobody wait for it', async () => {
    const { writes, commit } = recording();
    await Promise.all([
      commit.submit(1),
      commit.submit(2, { alone: true }),
      commit.submit(3),
      commit.submit(4),
    ]);
    expect(writes).toEqual([[2], [1, 3, 4]]);
  });
});
