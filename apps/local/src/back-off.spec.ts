import { BackOff } from './back-off.js';

describe('BackOff', () => {
  it('doubles from a second to half a minute', () => {
    const backOff = new BackOff();
    expect([1, 2, 3, 4, 5, 6, 7].map(() => backOff.afterRunning(100))).toEqual([
      1000, 2000, 4000, 8000, 16000, 30000, 30000,
    ]);
  });

  it('begins again after a minute of running', () => {
    const backOff = new BackOff();
    backOff.afterRunning(100);
    backOff.afterRunning(100);
    expect(backOff.afterRunning(60_000)).toBe(1000);
    expect(backOff.afterRunning(100)).toBe(2000);
  });
});
