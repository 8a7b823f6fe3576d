import { OutageWatch } from './outage-watch.js';

describe('OutageWatch', () => {
  const UP = 3_600_000;

  it('lets reclaim while all is well', () => {
    expect(new OutageWatch(15_000, () => 0).mayReclaim(UP)).toBe(true);
  });

  it('waits one lease after an outage', () => {
    let now = 0;
    const watch = new OutageWatch(15_000, () => now);
    watch.failed();
    expect(watch.mayReclaim(UP)).toBe(false);
    now = 14_999;
    expect(watch.mayReclaim(UP)).toBe(false);
    now = 15_000;
    expect(watch.mayReclaim(UP)).toBe(true);
  });

  it('waits while the server itself is young', () => {
    const watch = new OutageWatch(15_000, () => 0);
    expect(watch.mayReclaim(14_000)).toBe(false);
    expect(watch.mayReclaim(15_000)).toBe(true);
  });
});
