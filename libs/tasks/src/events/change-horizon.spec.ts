import { ChangeHorizon } from './change-horizon.js';

class FakeEvents {
  id = 0;
  busy: string[] = [];
  readonly lastId = async (): Promise<number> => this.id;
  readonly writers = async (): Promise<Set<string>> => new Set(this.busy);
}

describe('ChangeHorizon', () => {
  let events: FakeEvents;
  let horizon: ChangeHorizon;
  beforeEach(() => {
    events = new FakeEvents();
    horizon = new ChangeHorizon(events);
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
});
