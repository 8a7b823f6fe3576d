import { jest } from '@jest/globals';
import { createLogger } from '@app/observability';
import { closeOnSignal } from './close-on-signal.js';

const DRAIN_MS = 30_000;
/** What Compose and the manifests allow beyond the drain. */
const KILLED_AFTER_MS = DRAIN_MS + 15_000;

function closing(close: () => Promise<void>) {
  const hear = new Map<string, () => void>();
  const exits: number[] = [];
  const log: string[] = [];
  const write = (line: string): void => void log.push((JSON.parse(line) as { message: string }).message);
  const logger = createLogger({ level: 'info', format: 'json' }, 'test', { write });
  const end = {
    on: (signal: string, listener: () => void) => hear.set(signal, listener),
    exit: (code: number) => void exits.push(code),
  };
  closeOnSignal({ close }, logger, DRAIN_MS, end);
  return { exits, log, send: (signal: string) => hear.get(signal)?.() };
}

describe('a process that is to stop', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('closes once, then ends', async () => {
    let closes = 0;
    const { exits, log, send } = closing(async () => void (closes += 1));
    send('SIGTERM');
    send('SIGINT');
    await jest.advanceTimersByTimeAsync(0);
    expect([closes, exits, log]).toEqual([1, [0], ['stopping', 'stopped']]);
  });

  it('ends before it is killed where closing takes too long, and says so', async () => {
    const { exits, log, send } = closing(() => new Promise<void>(() => undefined));
    send('SIGTERM');
    await jest.advanceTimersByTimeAsync(DRAIN_MS);
    expect(exits).toEqual([]);
    await jest.advanceTimersByTimeAsync(KILLED_AFTER_MS - DRAIN_MS);
    expect(exits).toEqual([1]);
    expect(log.at(-1)).toContain('did not stop in time');
  });
});
