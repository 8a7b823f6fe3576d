import { untilFree } from './until-free.js';

/** Somebody holds it for so many asks; `onAsk` hears of each. */
const heldFor = (asks: number, onAsk: (asked: number) => void = () => undefined) => {
  const one = {
    asked: 0,
    ask: async (): Promise<number | 'busy'> => {
      onAsk((one.asked += 1));
      return one.asked > asks ? 42 : 'busy';
    },
  };
  return one;
};

describe('what somebody else holds', () => {
  it('is asked for again until it is free', async () => {
    const held = heldFor(2);
    expect(await untilFree(held.ask, {})).toBe(42);
    expect(held.asked).toBe(3);
  });

  it('is asked for a last time at the limit', async () => {
    const held = heldFor(Infinity);
    expect(await untilFree(held.ask, { limitMs: 1 })).toBe('busy');
    expect(held.asked).toBe(2);
  });

  it('is asked for a last time after the signal, at once', async () => {
    const stop = new AbortController();
    const held = heldFor(Infinity, (asked) => asked === 1 && stop.abort());
    expect(await untilFree(held.ask, { signal: stop.signal })).toBe('busy');
    expect(held.asked).toBe(2);
  });

  it('is asked for once where the signal came before', async () => {
    const held = heldFor(Infinity);
    expect(await untilFree(held.ask, { signal: AbortSignal.abort() })).toBe('busy');
    expect(held.asked).toBe(1);
  });

  it('is not asked for again where asking fails', async () => {
    const held = heldFor(Infinity, () => {
      throw new Error('away');
    });
    await expect(untilFree(held.ask, {})).rejects.toThrow('away');
    expect(held.asked).toBe(1);
  });
});
