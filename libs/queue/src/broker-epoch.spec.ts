import { jest } from '@jest/globals';
import { createLogger } from '@app/observability';
import { BrokerEpoch } from './broker-epoch.js';

const MARK = 'a-mark';

/** Looks once. @returns whether all deliveries were made again */
async function look({
  found,
  offered,
  known,
}: {
  found: string | null;
  offered: string;
  known: string | null;
}): Promise<boolean> {
  let again = false;
  const broker = { isReady: () => true, readEpoch: async () => found, offerEpoch: async () => offered };
  const state = { epoch: async () => known, replaceEpoch: async () => true };
  const outbox = { putBackAll: async () => ((again = true), 3) };
  const pulse = { look: async () => ({ brokerEpoch: null }), forget: () => undefined };
  const logger = createLogger({ level: 'fatal', format: 'json' }, 'test', { write: () => undefined });
  const epoch = new BrokerEpoch(
    broker as never,
    state as never,
    outbox as never,
    pulse as never,
    { due: () => undefined } as never,
    logger,
  );
  epoch.onApplicationBootstrap();
  await jest.advanceTimersByTimeAsync(4_000);
  await epoch.onModuleDestroy();
  return again;
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the mark of the broker', () => {
  it.each([
    ['a broker that has none', { found: null, offered: 'new', known: MARK }, true],
    ['a broker that has another', { found: 'other', offered: 'other', known: MARK }, true],
    ['one that another process makes at the same time', { found: null, offered: MARK, known: MARK }, false],
  ])('makes deliveries again, or not, for %s', async (_name, given, again) =>
    expect(await look(given)).toBe(again),
  );
});
