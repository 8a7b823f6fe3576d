import { HostLimits } from './host-limits.js';

describe('HostLimits', () => {
  const freeOf = (limits: HostLimits, host: string) => limits.room.ofHost.get(host) ?? limits.room.perHost;

  it('counts what is under way, in all and for each host', () => {
    const limits = new HostLimits(10, 3);
    for (const host of ['a', 'a', 'a', 'b']) limits.begin(host);
    expect([limits.room.total, freeOf(limits, 'a'), freeOf(limits, 'b'), freeOf(limits, 'c')]).toEqual([
      6, 0, 2, 3,
    ]);
  });

  it('gives a host that fails one at a time until it succeeds', () => {
    const limits = new HostLimits(10, 3);
    limits.begin('a');
    limits.end('a', false);
    expect(freeOf(limits, 'a')).toBe(1);
    limits.begin('a');
    expect(freeOf(limits, 'a')).toBe(0);
    limits.end('a', true);
    expect([freeOf(limits, 'a'), limits.room.total, limits.room.ofHost.size]).toEqual([3, 10, 0]);
  });
});
