import { SharedAnswer } from './shared-answer.js';

describe('SharedAnswer', () => {
  let now: number;
  let reads: number;
  let tookMs: number;
  const answer = (freshMs: number, usableMs = 0): SharedAnswer<number> =>
    new SharedAnswer(
      async () => {
        now += tookMs;
        return (reads += 1);
      },
      { freshMs, usableMs, clock: () => now },
    );
  beforeEach(() => ([now, reads, tookMs] = [1_000, 0, 0]));

  it('reads once for all who ask at the same time', async () => {
    const shared = answer(0);
    expect(await Promise.all([shared.get(), shared.get(), shared.get()])).toEqual([1, 1, 1]);
  });

  it('reads again when it is no longer fresh', async () => {
    const shared = answer(100);
    await shared.get();
    now += 99;
    expect(await shared.get()).toBe(1);
    now += 2;
    expect(await shared.get()).toBe(2);
  });

  it('stays fresh for longer where reading took long', async () => {
    const shared = answer(100);
    tookMs = 75;
    await shared.get();
    now += 999;
    expect(await shared.get()).toBe(1);
    now += 2;
    expect(await shared.get()).toBe(2);
  });

  it('lets nobody wait while what it has can still be used', async () => {
    const shared = answer(100, 500);
    await shared.get();
    now += 300;
    expect([await shared.get(), await shared.get()]).toEqual([1, 2]);
    now += 501;
    expect(await shared.get()).toBe(3);
  });

  it('forgets a failure', async () => {
    const failures = [new Error('away')];
    const shared = new SharedAnswer(
      async () => {
        const failure = failures.pop();
        if (failure) throw failure;
        return 7;
      },
      { freshMs: 100 },
    );
    await expect(shared.get()).rejects.toThrow('away');
    expect(await shared.get()).toBe(7);
  });

  it('stays fresh no longer than it may', async () => {
    const shared = new SharedAnswer(async () => ((now += 500), (reads += 1)), {
      freshMs: 100,
      longestFreshMs: 200,
      clock: () => now,
    });
    await shared.get();
    now += 201;
    expect(await shared.get()).toBe(2);
  });

  it('forgets what it knows, and what was being read then', async () => {
    let finish = (_value: number): void => undefined;
    const shared = new SharedAnswer(() => new Promise<number>((resolve) => (finish = resolve)), {
      freshMs: 100,
      clock: () => now,
    });
    const old = shared.get();
    const finishOld = finish;
    shared.forget();
    const renewed = shared.get();
    finish(2);
    finishOld(1);
    expect(await Promise.all([old, renewed, shared.get()])).toEqual([1, 2, 2]);
  });
});
