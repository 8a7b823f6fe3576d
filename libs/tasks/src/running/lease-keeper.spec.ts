import { jest } from '@jest/globals';
import { createLogger } from '@app/observability';
import type { LeaseState } from '@app/persistence';
import { LeaseKeeper } from './lease-keeper.js';

const LEASE_MS = 15_000;

/** One heartbeat of a worker with one task. @returns how often it asked */
async function beat(answers: readonly (LeaseState | Error)[]): Promise<{ asked: number; stops: string[] }> {
  const stops: string[] = [];
  const running = { lease: { id: 'a', leaseToken: 'b' }, stop: (reason: string) => void stops.push(reason) };
  let asked = 0;
  const heartbeat = async (): Promise<LeaseState[]> => {
    const answer = answers[asked++] ?? new Error('silent');
    if (answer instanceof Error) throw answer;
    return [answer];
  };
  const keeper = new LeaseKeeper(
    { all: () => [running], claimed: () => [] } as never,
    { heartbeat } as never,
    { on: () => undefined } as never,
    { leaseMs: LEASE_MS } as never,
    createLogger({ level: 'silent', format: 'json' }, 'test'),
  );
  keeper.onApplicationBootstrap();
  await jest.advanceTimersByTimeAsync(LEASE_MS / 3);
  keeper.onApplicationShutdown();
  return { asked, stops };
}

describe('the heartbeat of leases', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is tried again at once where its connections fall silent one after the other', async () => {
    expect(await beat([new Error('silent'), new Error('silent'), 'held'])).toEqual({ asked: 3, stops: [] });
  });

  it('goes on working where the database is away, until the next one', async () => {
    expect(await beat([])).toEqual({ asked: 3, stops: [] });
  });

  it.each([
    ['cancelling', ['cancel']],
    ['lost', ['lease_lost']],
    ['busy', []],
  ] as const)('%s: stops %j', async (state, stops) =>
    expect(await beat([state])).toEqual({ asked: 1, stops }),
  );
});
