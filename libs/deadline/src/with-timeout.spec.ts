import { setImmediate as turn } from 'node:timers/promises';
import { withTimeout } from './with-timeout.js';

const late = (): Error => new Error('too late');
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('withTimeout', () => {
  it('gives the answer or the error of the work, and leaves no timer', async () => {
    const before = timers();
    expect(await withTimeout(Promise.resolve(1), 3_600_000, late)).toBe(1);
    await expect(withTimeout(Promise.reject(new Error('broken')), 3_600_000, late)).rejects.toThrow('broken');
    expect(timers()).toBe(before);
  });

  it('fails where it takes too long, and hears nothing of how it ends', async () => {
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<never>((_, reject) => (fail = reject));
    await expect(withTimeout(work, 1, late)).rejects.toThrow('too late');
    fail(new Error('later still')); // unhandled, it would end the process
    await turn();
  });
});
