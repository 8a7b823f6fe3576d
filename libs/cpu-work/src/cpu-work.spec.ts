import { monitorEventLoopDelay } from 'node:perf_hooks';
import { jest } from '@jest/globals';
import type { Logger } from '@app/observability';
import { CpuWorkFromSources } from '../../../test/support/cpu-work-from-sources.js';
import { threadFile } from './thread-file.js';

const TROUBLE = { href: threadFile(import.meta, '../../../test/support/threads/trouble.thread').href };

describe('work in a thread', () => {
  const logger = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
  const cpu = new CpuWorkFromSources(logger as unknown as Logger);
  afterAll(() => cpu.onApplicationShutdown());

  const run = (
    what: string,
    signal = new AbortController().signal,
    progress: (percent: number) => void = () => undefined,
  ) => cpu.run(TROUBLE, what, { taskId: 'a-task', signal, progress });

  it('answers, and its progress and logs come back', async () => {
    const progress = jest.fn();
    expect(await run('answer', undefined, progress)).toBe('done');
    expect(progress).toHaveBeenCalledWith(40, 'half way');
    expect(logger.info).toHaveBeenCalledWith({ pages: 3, taskId: 'a-task' }, 'from the thread');
  });

  it('brings every progress and log of a thread that is warm, before the answer', async () => {
    logger.info.mockClear();
    const told: number[] = [];
    for (let time = 0; time < 100; time += 1) await run('answer', undefined, (percent) => told.push(percent));
    expect([told, logger.info.mock.calls.length]).toEqual([Array<number>(100).fill(40), 100]);
  });

  it.each([
    ['unusable', { code: 'invalid_input', retryable: false, message: 'The file is empty.' }],
    [
      'throw',
      {
        name: 'TypeError',
        message: 'refused',
        cause: { message: 'connect ECONNREFUSED', stack: expect.stringContaining('trouble.thread') },
      },
    ],
    [
      'stray',
      { code: 'internal', retryable: true, message: 'The thread that did the work ended unexpectedly.' },
    ],
    [
      'exit',
      { code: 'internal', retryable: true, message: 'The thread that did the work ended unexpectedly.' },
    ],
    [
      'memory',
      {
        code: 'internal',
        retryable: false,
        message: 'The work needs more memory than a thread may have (256 MiB).',
      },
    ],
  ])('that ends with %s is a clear error, and the next work runs', async (what, expected) => {
    await expect(run(what)).rejects.toMatchObject(expected);
    expect(await run('answer')).toBe('done');
  });

  it.each(['wait', 'endless'])('stops when its task does (%s)', async (what) => {
    const stopping = new AbortController();
    const reason = new Error('cancelled');
    const work = run(what, stopping.signal, () => stopping.abort(reason));
    await expect(work).rejects.toBe(reason);
    expect(await run('answer')).toBe('done');
  });

  it('leaves the event loop free', async () => {
    await run('answer');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const stopping = new AbortController();
    delay.enable();
    await run(
      'endless',
      stopping.signal,
      () => void setTimeout(() => stopping.abort(new Error('enough')), 300),
    ).catch(() => undefined);
    delay.disable();
    expect(delay.percentile(90) / 1e6).toBeLessThan(100);
  });
});
