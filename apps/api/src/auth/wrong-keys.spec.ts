import { Recent } from './recent.js';
import { WrongKeys } from './wrong-keys.js';

describe('wrong keys', () => {
  let nowMs = 0;
  const used = (keys: WrongKeys, address: string): number => {
    let tries = 0;
    while (keys.waitMs(address, 'guess') === 0 && tries < 1_000) {
      keys.wrong(address);
      tries += 1;
    }
    return tries;
  };
  const newKeys = (): WrongKeys => new WrongKeys(() => nowMs);

  it('are slowed after 20, then one a second is looked at', () => {
    const keys = newKeys();
    expect(used(keys, '192.0.2.1')).toBe(20);
    expect(keys.waitMs('192.0.2.1', 'guess')).toBe(1_000);
    nowMs += 3_000;
    expect(used(keys, '192.0.2.1')).toBe(3);
    nowMs += 3_600_000;
    expect(used(keys, '192.0.2.1')).toBe(20);
  });

  it('of one address slow no other, and an IPv6 network counts as one', () => {
    const keys = newKeys();
    expect([used(keys, '2001:db8::1'), used(keys, '2001:db8::2'), used(keys, '2001:db8:0:1::1')]).toEqual([
      20, 0, 20,
    ]);
    expect([used(keys, '::ffff:192.0.2.1'), used(keys, '192.0.2.1'), used(keys, '192.0.2.2')]).toEqual([
      20, 0, 20,
    ]);
  });

  it('do not lock out a key that worked from there before', () => {
    const keys = newKeys();
    keys.right('192.0.2.1', 'known');
    used(keys, '192.0.2.1');
    expect([keys.waitMs('192.0.2.1', 'known'), keys.waitMs('192.0.2.1', 'other') > 0]).toEqual([0, true]);
  });

  it('are remembered for a bounded number of addresses, those that came last', () => {
    const recent = new Recent<number, number>(100);
    for (let n = 0; n < 10_000; n += 1) {
      recent.set(n, n);
      recent.get(0);
    }
    expect([recent.size, recent.get(0), recent.get(1), recent.get(9_999)]).toEqual([
      100,
      0,
      undefined,
      9_999,
    ]);
  });
});
