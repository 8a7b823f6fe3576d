import type { NewTask } from '@app/persistence';
import { Batcher } from '../batching/batcher.js';
import { SUBMISSION_GROUP, weightOf } from './submission-group.js';

const MIB = 1024 * 1024;

/** How many of the submissions each statement has. */
async function statements(submissions: readonly { tasks: number; bytes: number }[]): Promise<number[]> {
  const sizes: number[] = [];
  const write = async (group: { weight: number }[]): Promise<null[]> => (
    sizes.push(group.length),
    group.map(() => null)
  );
  const commit = new Batcher(write, SUBMISSION_GROUP);
  const task = (bytes: number): NewTask =>
    ({ input: { text: 'x'.repeat(bytes) }, metadata: {} }) as unknown as NewTask;
  const weights = submissions.map(({ tasks, bytes }) =>
    weightOf(Array.from({ length: tasks }, () => task(bytes / tasks))),
  );
  await Promise.all(weights.map((weight) => commit.submit({ weight })));
  return sizes;
}

describe('a statement that accepts', () => {
  const many = (length: number, tasks: number, bytes: number) =>
    Array.from({ length }, () => ({ tasks, bytes }));

  it('ends before 16 MiB', async () => expect(await statements(many(5, 1, 6 * MIB))).toEqual([2, 2, 1]));
  it('ends before a thousand tasks', async () =>
    expect(await statements(many(5, 400, 4_000))).toEqual([2, 2, 1]));
  it('ends after 500 submissions', async () =>
    expect(await statements(many(600, 1, 10))).toEqual([500, 100]));
  it('has a batch that is larger by itself', async () =>
    expect(await statements(many(2, 1, 19 * MIB))).toEqual([1, 1]));
});
