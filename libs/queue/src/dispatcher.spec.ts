import { jest } from '@jest/globals';
import { createLogger } from '@app/observability';
import { defineQueue, type DispatchReason } from '@app/tasks';
import { Dispatcher } from './dispatcher.js';

const QUEUE = defineQueue({ name: 'x_of_the_dispatcher' }).name;
const POLL_MS = 1_000;
const BATCH = 250;
const EARLIEST_POLL_MS = 0.8 * POLL_MS;

interface Situation {
  /** Tasks that are due. */
  due?: number;
  isReady?: boolean;
  isLimited?: boolean;
  undispatched?: string[];
  nextDueInMs?: number | null;
  refuses?: boolean;
}

/** A dispatcher with everything around it in the test's hands. */
function dispatcherIn(given: Situation) {
  const situation = {
    due: 0,
    isReady: true,
    isLimited: false,
    undispatched: [],
    nextDueInMs: null,
    ...given,
  };
  const seen = { takes: 0, added: [] as number[], putBack: 0, fromTheBegin: 0, polls: 0 };
  const log: string[] = [];
  let signal: (queue: string, reason: DispatchReason) => void = () => undefined;
  let settingsChanged: () => void = () => undefined;
  const outbox = {
    take: async (_: string, __: number, limit: number) => {
      seen.takes += 1;
      const taken = Math.min(limit, situation.due);
      situation.due -= taken;
      return Array.from({ length: taken }, () => ({ id: 'x', delivery: 0, priority: 1 }));
    },
    putBack: async (deliveries: unknown[]) => ((situation.due += deliveries.length), (seen.putBack += 1)),
    lookFromTheBegin: () => (seen.fromTheBegin += 1),
  };
  const queues = {
    get ready() {
      return situation.isReady;
    },
    add: async (_: string, deliveries: unknown[]) => {
      if (situation.refuses) throw new Error('the broker is away');
      seen.added.push(deliveries.length);
    },
  };
  const window = {
    of: () => 1_000,
    isLimited: () => situation.isLimited,
    setLimited: () => undefined,
    refresh: async () => undefined,
  };
  const pulse = {
    lookAnew: async () => {
      seen.polls += 1;
      return { limited: [], undispatched: situation.undispatched, nextDueInMs: situation.nextDueInMs };
    },
  };
  const signals = { onSignal: (hear: typeof signal) => (signal = hear) };
  const notifier = { on: (_: string, hear: () => void) => (settingsChanged = hear) };
  const write = (line: string): unknown => log.push((JSON.parse(line) as { message: string }).message);
  const logger = createLogger({ level: 'warn', format: 'json' }, 'test', {
    write: (line) => void write(line),
  });
  const dispatcher = new Dispatcher(
    outbox as never,
    queues as never,
    window as never,
    pulse as never,
    signals as never,
    notifier as never,
    logger,
  );
  dispatcher.onApplicationBootstrap();
  return { dispatcher, situation, seen, log, signal, settingsChanged };
}

const turn = (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms);

describe('the dispatcher', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('brings what became due at once, batch by batch, until there is no more', async () => {
    const { seen, signal } = dispatcherIn({ due: 2 * BATCH + 7 });
    signal(QUEUE, 'due');
    await turn();
    expect(seen.added).toEqual([BATCH, BATCH, 7]);
  });

  it('waits a little where the window has room again: many tasks leave it together', async () => {
    const { seen, signal } = dispatcherIn({ due: 1 });
    signal(QUEUE, 'room');
    signal(QUEUE, 'room');
    await turn();
    expect(seen.takes).toBe(0);
    await turn(50);
    expect(seen.takes).toBe(1);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('looks after an end only where the queue has a limit (%s)', async (isLimited, takes) => {
    const { seen, signal } = dispatcherIn({ due: 1, isLimited });
    signal(QUEUE, 'ended');
    await turn();
    expect(seen.takes).toBe(takes);
  });

  it('finds by its poll what other processes left', async () => {
    const { seen } = dispatcherIn({ due: 1, undispatched: [QUEUE] });
    await turn(1.2 * POLL_MS + 1);
    expect(seen.added).toEqual([1]);
  });

  it('looks on time for what is due before the next poll', async () => {
    const { seen, situation, settingsChanged } = dispatcherIn({ due: 1, nextDueInMs: 300 });
    settingsChanged(); // polls at once
    await turn();
    situation.nextDueInMs = null;
    await turn(300);
    expect(seen.added).toEqual([]);
    await turn(1);
    expect(seen.added).toEqual([1]);
  });

  it('asks for nothing while the broker is away', async () => {
    const { seen, signal } = dispatcherIn({ due: 1, isReady: false });
    signal(QUEUE, 'due');
    await turn(EARLIEST_POLL_MS - 1);
    expect(seen.takes).toBe(0);
  });

  it('takes its marks back where the broker refuses, says so, and does not try in a hurry', async () => {
    const { seen, signal, situation, log } = dispatcherIn({ due: BATCH, refuses: true });
    signal(QUEUE, 'due');
    await turn(EARLIEST_POLL_MS - 1);
    expect([seen.takes, seen.putBack, situation.due]).toEqual([1, 1, BATCH]);
    expect(log).toEqual(['the broker did not take tasks; trying again']);
  });

  it('begins from the start at once when the settings of a queue change', async () => {
    const { seen, settingsChanged } = dispatcherIn({});
    settingsChanged();
    await turn();
    expect([seen.fromTheBegin, seen.polls]).toEqual([1, 1]);
  });

  it('waits for what it has begun when it is stopped', async () => {
    const { dispatcher, seen, signal } = dispatcherIn({ due: 2 * BATCH });
    signal(QUEUE, 'due');
    await dispatcher.onModuleDestroy();
    expect(seen.added).toEqual([BATCH]); // the second batch is for another process
  });
});
