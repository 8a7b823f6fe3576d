import { jest } from '@jest/globals';
import { loadConfiguration } from '@app/config';
import { createLogger } from '@app/observability';
import { Reconciler } from './reconciler.js';

const BATCH = 200;

describe('the reconciler', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('stops after the batch that is under way, however many are left', async () => {
    let batches = 0;
    const stopping: Promise<void>[] = [];
    const moved = Array.from({ length: BATCH }, (_, index) => ({ id: `t${index}` }));
    const engine = {
      expire: async () => {
        batches += 1;
        if (batches === 3) stopping.push(reconciler.onModuleDestroy());
        return batches < 100 ? moved : [];
      },
      forceCancel: async () => [],
    };
    const overdue = { timeOut: async () => [] };
    const passes = { begin: async () => ({ nowMs: 0, afterGap: false, mayReclaim: false }) };
    const lines: { tasks?: number; taskIds?: string[] }[] = [];
    const write = (line: string): void => void lines.push((JSON.parse(line) as { runner: object }).runner);
    const logger = createLogger({ level: 'warn', format: 'json' }, 'test', { write });
    const reconciler = new Reconciler(
      engine as never,
      overdue as never,
      passes as never,
      loadConfiguration({}),
      logger,
    );
    reconciler.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(2_500);
    await Promise.all(stopping);
    expect(batches).toBe(3);
    expect(lines).toMatchObject([{ tasks: 3 * BATCH, taskIds: moved.slice(0, 10).map(({ id }) => id) }]);
  });
});
