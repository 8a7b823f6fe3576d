import type { Writers } from '@app/persistence';
import { ChangeHorizon } from './change-horizon.js';

class FakeEvents {
  id = 0;
  busy: string[] = [];
  readonly lastId = async (): Promise<number> => this.id;
  readonly writers = async (): Promise<Writers> =>
    new Map(this.busy.map((writer) => [writer, [`xid of ${writer}`]]));
}

describe('ChangeHorizon', () => {
  let events: FakeEvents;
  let horizon: ChangeHorizon;
  let now: number;
  beforeEach(() => {
    events = new FakeEvents();
    now = 0;
    horizon = new ChangeHorizon(events, () => now);
  });

  it('is the last id where nobody writes', async () => {
    events.id = 7;
    expect(await horizon.move()).toBe(7);
    expect(horizon.isBehind).toBe(false);
  });

  it('stays before an id until everybody has ended who was writing when it was taken', async () => {
    events.id = 7;
    events.busy = ['a', 'b'];
    expect(await horizon.move()).toBe(0);
    events.id = 9;
    events.busy = ['b', 'c'];
    expect([await horizon.move(), horizon.isBehind]).toEqual([0, true]);
    events.busy = ['c'];
    expect(await horizon.move()).toBe(7);
  });

  it('moves although somebody always writes', async () => {
    for (let round = 1; round <= 3; round += 1) {
      events.id = round * 10;
      events.busy = [`writer ${round}`];
      expect(await horizon.move()).toBe((round - 1) * 10);
    }
  });

  it('asks for no writers where there is nothing new', async () => {
    events.id = 7;
    await horizon.move();
    events.busy = ['a'];
    expect(await horizon.move()).toBe(7);
    expect(horizon.isBehind).toBe(false);
  });

  it('does not wait for one who does not end, and says what may be late when he does', async () => {
    events.id = 7;
    events.busy = ['idle'];
    await horizon.move();
    now = 2_000;
    expect(await horizon.move()).toBe(7);
    events.id = 9;
    expect(await horizon.move()).toBe(9);
    expect([horizon.isSlow('idle'), horizon.takeLate()]).toEqual([true, []]);
    events.busy = [];
    events.id = 12;
    expect(await horizon.move()).toBe(12);
    expect(horizon.takeLate()).toEqual([{ xids: ['xid of idle'], afterId: 0, upToId: 9 }]);
    expect([horizon.isSlow('idle'), horizon.takeLate()]).toEqual([false, []]);
  });
});
