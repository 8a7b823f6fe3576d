import type { TaskContext } from '@app/tasks';
import { seededRandom, UnreliableHandler } from './unreliable.handler.js';
import type { UnreliableInput } from './unreliable.input.js';

const attempt = (input: UnreliableInput, number: number) =>
  new UnreliableHandler().run({ input, attempt: number } as TaskContext<UnreliableInput>).then(
    () => true,
    () => false,
  );

describe('demo.unreliable', () => {
  it('never fails at 0 and always at 1', async () => {
    expect(await attempt({ failureProbability: 0 }, 1)).toBe(true);
    expect(await attempt({ failureProbability: 1 }, 1)).toBe(false);
  });

  it('fails in the same attempts for a seed, as its example says', async () => {
    const input = { failureProbability: 0.5, seed: 2 };
    expect(await Promise.all([1, 2, 3].map((number) => attempt(input, number)))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('draws evenly', () => {
    const drawn = Array.from({ length: 1_000 }, (_, seed) => seededRandom(seed, 1));
    expect(drawn.reduce((sum, one) => sum + one, 0) / drawn.length).toBeCloseTo(0.5, 1);
  });
});
