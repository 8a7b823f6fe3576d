import type { Task } from '@app/persistence';
import { TaskError } from '@app/handlers';
import type { HandlerError } from './handler-errors.js';
import { completed, failed } from './outcome.js';
import { RunningTask } from './running-task.js';
import type { StopReason } from './stop-reason.js';

const USAGE = { provider: 'p', model: 'm', inputTokens: 1, outputTokens: 2, totalTokens: 3 };
const ERROR: HandlerError = {
  code: 'rate_limited',
  message: 'Slow down.',
  retryable: true,
  details: { stack: 'at x', causes: [] },
};

function running(given: Partial<Task> = {}, stopped?: StopReason): RunningTask {
  const task = {
    id: '1',
    leaseToken: 't',
    attemptsMade: 1,
    attemptsMax: 2,
    timeoutMs: 500,
    ...given,
  } as Task;
  const one = new RunningTask(task);
  one.addUsage(USAGE);
  if (stopped) one.stop(stopped);
  return one;
}

describe('what an attempt comes to', () => {
  it('completes with the result, its size, its words and what was used', () => {
    const settlement = completed(running(), { text: 'two words' }, 1_000);
    expect(settlement).toEqual({
      kind: 'complete',
      result: { text: 'two words' },
      size: 20,
      usage: USAGE,
      searchText: 'two words',
    });
  });

  it('is tried again while attempts are left, later than now, with the error and its details', () => {
    const settlement = failed(running(), ERROR, 1_000);
    expect(settlement).toMatchObject({
      kind: 'retry',
      error: { code: 'rate_limited', message: 'Slow down.', retryable: true, attempt: 1 },
      details: ERROR.details,
      usage: USAGE,
    });
    expect(settlement).toHaveProperty('delayMs', expect.any(Number));
    expect((settlement as { delayMs: number }).delayMs).toBeLessThanOrEqual(2_000);
  });

  it('waits at least as long as a provider asks', () => {
    const settlement = failed(running(), { ...ERROR, retryAfterMs: 30_000 }, 1_000) as { delayMs: number };
    expect(settlement.delayMs).toBeGreaterThanOrEqual(30_000);
  });

  it.each<[string, Partial<Task>, Partial<HandlerError>]>([
    ['no attempt is left', { attemptsMade: 2 }, {}],
    ['another attempt makes no sense', {}, { retryable: false }],
  ])('fails where %s', (_, task, error) => {
    expect(failed(running(task), { ...ERROR, ...error }, 1_000)).toMatchObject({
      kind: 'fail',
      error: { code: 'rate_limited' },
      usage: USAGE,
    });
  });

  it.each<[StopReason, object | null]>([
    ['cancel', { kind: 'cancel' }],
    ['drain', { kind: 'release' }],
    ['lease_lost', null],
    ['timeout', { kind: 'retry', error: { code: 'timeout', message: expect.stringContaining('500 ms') } }],
    ['stray', { kind: 'retry', error: { code: 'rate_limited' } }],
  ])('stopped for %s', (reason, expected) => {
    const settlement = failed(running({}, reason), ERROR, 1_000);
    if (expected) expect(settlement).toMatchObject(expected);
    else expect(settlement).toBeNull();
  });

  it('fails for what it handed over, not for what came of being stopped', () => {
    const one = running();
    one.refuse(new TaskError('result_too_large', 'The text is too large.', { retryable: false }));
    expect(failed(one, ERROR, 1_000)).toMatchObject({
      kind: 'fail',
      error: { code: 'result_too_large', retryable: false },
    });
  });
});
