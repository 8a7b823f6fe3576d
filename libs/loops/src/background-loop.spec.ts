import { jest } from '@jest/globals';
import { BackgroundLoop, type LoopFailure } from './background-loop.js';

const EVERY_MS = 1_000;

/** A loop whose passes end when the test says so, and how. */
function controlled(everyMs?: number) {
  const passes: { end: (nextInMs?: number | null) => void; fail: (error: Error) => void }[] = [];
  const failures: LoopFailure[] = [];
  const pass = (): Promise<number | null> =>
    new Promise((resolve, reject) => passes.push({ end: (next = null) => resolve(next), fail: reject }));
  const loop = new BackgroundLoop({ name: 'x', pass, everyMs, onFailure: (one) => failures.push(one) });
  const last = () => passes.at(-1) as (typeof passes)[number];
  return { loop, passes, failures, last };
}

describe('a background loop', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const turn = (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  it('passes about every period, counted from the end of a pass', async () => {
    const { loop, passes, last } = controlled(EVERY_MS);
    loop.start();
    await turn(0.79 * EVERY_MS);
    expect(passes).toHaveLength(0);
    await turn(0.42 * EVERY_MS);
    expect(passes).toHaveLength(1);
    await turn(10 * EVERY_MS);
    expect(passes).toHaveLength(1); // it is still under way
    last().end();
    await turn(1.21 * EVERY_MS);
    expect(passes).toHaveLength(2);
  });

  it('passes at once when it is woken, and never twice at a time', async () => {
    const { loop, passes, last } = controlled();
    loop.start();
    loop.wake();
    loop.wake();
    loop.wake();
    expect(passes).toHaveLength(1);
    last().end();
    await turn();
    expect(passes).toHaveLength(2); // for all that woke it meanwhile
    last().end();
    await turn(EVERY_MS);
    expect(passes).toHaveLength(2);
  });

  it('passes again when the pass wants it, or when it is woken, whichever is sooner', async () => {
    const { loop, passes, last } = controlled(EVERY_MS);
    loop.start(0);
    last().end(0);
    await turn();
    expect(passes).toHaveLength(2);
    last().end(300);
    await turn(299);
    expect(passes).toHaveLength(2);
    await turn(1);
    expect(passes).toHaveLength(3);
    last().end(300);
    await turn(100);
    loop.wake(50);
    loop.wake(150);
    await turn(50);
    expect(passes).toHaveLength(4);
  });

  it('can be woken in the very moment in which a pass ends', async () => {
    const { loop, passes, last } = controlled();
    loop.start(0);
    for (let round = 1; round <= 20; round += 1) {
      last().end();
      for (let index = 0; index < round % 5; index += 1) await Promise.resolve();
      loop.wake();
      await turn();
      expect(passes).toHaveLength(round + 1);
    }
  });

  it('reports a failure with its name, then goes on as usual', async () => {
    const { loop, passes, failures, last } = controlled(EVERY_MS);
    loop.start(0);
    last().fail(new Error('away'));
    await turn(1.21 * EVERY_MS);
    last().fail(new Error('still away')); // too soon after the first one to be reported
    await turn(10 * EVERY_MS);
    last().fail(new Error('away for long'));
    await turn();
    expect(passes).toHaveLength(3);
    expect(failures.map(({ loop: name, err, suppressed }) => [name, String(err), suppressed])).toEqual([
      ['x', 'Error: away', 0],
      ['x', 'Error: away for long', 1],
    ]);
  });

  it('keeps a wake until it is started', async () => {
    const { loop, passes } = controlled();
    loop.wake();
    await turn(EVERY_MS);
    expect(passes).toHaveLength(0);
    loop.start();
    expect(passes).toHaveLength(1);
  });

  it('passes for whoever waits for it, after the pass that is under way', async () => {
    const { loop, passes, last } = controlled(EVERY_MS);
    loop.start(0);
    let hasPassed = false;
    const passed = loop.passNow().then(() => (hasPassed = true));
    last().end();
    await turn();
    expect([passes.length, hasPassed]).toEqual([2, false]);
    last().fail(new Error('away'));
    await passed;
  });

  it('waits for its pass when it is stopped, and does nothing after it', async () => {
    const { loop, passes, last } = controlled(EVERY_MS);
    loop.start(0);
    let hasStopped = false;
    const stopped = loop.stop().then(() => (hasStopped = true));
    loop.wake();
    await turn(10 * EVERY_MS);
    expect([hasStopped, loop.stopping]).toEqual([false, true]);
    last().end(0);
    await stopped;
    loop.wake();
    await turn(10 * EVERY_MS);
    expect(passes).toHaveLength(1);
  });
});
