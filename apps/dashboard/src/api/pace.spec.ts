import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Pace } from './pace';

describe('Pace', () => {
  let done: number;
  let tookMs: number;
  let pace: Pace;
  beforeEach(() => {
    jest.useFakeTimers();
    [done, tookMs] = [0, 0];
    pace = new Pace(async () => {
      done += 1;
      await new Promise((resolve) => setTimeout(resolve, tookMs));
    }, 1_000);
  });
  afterEach(() => void jest.useRealTimers());

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  async function wantFor(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10) {
      pace.want();
      await pass(10);
    }
  }

  it('acts soon after a first wish, once for several', async () => {
    await wantFor(100);
    await pass(200);
    expect(done).toBe(1);
  });

  it('acts at most so often, however often it is wanted', async () => {
    await wantFor(5_000);
    expect(done).toBe(5);
  });

  it('acts once more for what was wanted while it acted', async () => {
    tookMs = 300;
    pace.want();
    await pass(200);
    pace.want();
    await pass(10_000);
    expect(done).toBe(2);
  });

  it('leaves most of the time to others where acting is slow', async () => {
    tookMs = 2_000;
    await wantFor(24_500);
    expect(done).toBe(4);
  });

  it('ends', async () => {
    pace.want();
    pace.end();
    await pass(5_000);
    expect(done).toBe(0);
  });
});
