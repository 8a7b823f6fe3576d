import { jest } from '@jest/globals';
import { retryUntil } from './retry-until.js';

const failing = (code: string, times: number) => {
  const alone: boolean[] = [];
  const call = async (isAlone: boolean): Promise<string> => {
    alone.push(isAlone);
    if (alone.length <= times) throw Object.assign(new Error('x'), { code });
    return 'written';
  };
  return { alone, call };
};

describe('a write that must not be lost', () => {
  const never = new AbortController().signal;

  beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(-0.49)); // pauses of next to nothing
  afterEach(() => jest.restoreAllMocks());

  it('goes alone after some refusals, and is not tried for ever', async () => {
    const { alone, call } = failing('XX000', Infinity);
    await expect(retryUntil(call, never, () => undefined)).rejects.toThrow('x');
    expect(alone).toEqual([false, false, false, true, true, true, true, true]);
  });

  it('is not tried again where the data itself is refused', async () => {
    const { alone, call } = failing('54000', Infinity);
    await expect(retryUntil(call, never, () => undefined)).rejects.toThrow('x');
    expect(alone).toEqual([false]);
  });

  it('waits for a database that is away, in its group', async () => {
    const { alone, call } = failing('ECONNREFUSED', 10);
    await expect(retryUntil(call, never, () => undefined)).resolves.toBe('written');
    expect(alone).toEqual(Array(11).fill(false));
  });

  it('goes alone where its statements end at a time limit again and again, and goes on', async () => {
    const { alone, call } = failing('57014', 12);
    await expect(retryUntil(call, never, () => undefined)).resolves.toBe('written');
    expect(alone).toEqual([false, false, false, ...Array(10).fill(true)]);
  });
});
