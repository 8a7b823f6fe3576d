import { Lane } from './lane.js';

describe('Lane', () => {
  it('passes once more when it is woken during a pass, and never twice at once', async () => {
    let passes = 0;
    let release = (): void => undefined;
    const lane = new Lane(async () => {
      passes += 1;
      if (passes === 1) await new Promise<void>((resolve) => (release = resolve));
      return false;
    });
    lane.wake(0);
    lane.wake(0);
    lane.wake(0);
    expect(passes).toBe(1);
    release();
    await new Promise(setImmediate);
    expect(passes).toBe(2);
  });

  it('goes on while there is more, and after an error', async () => {
    let passes = 0;
    const lane = new Lane(async () => {
      passes += 1;
      if (passes === 3) throw new Error('away');
      return passes < 3;
    });
    lane.wake(0);
    await lane.stop().catch(() => undefined);
    await new Promise(setImmediate);
    expect(passes).toBeGreaterThanOrEqual(1);
  });
});
