import type { Configuration } from '@app/config';
import type { Logger } from '@app/observability';
import type { NewTaskLogLine, Task, TaskLogRepository } from '@app/persistence';
import { RunningTask } from './running-task.js';
import { TaskLogger } from './task-logger.js';

const running = () => new RunningTask({ id: 'task', leaseToken: 'token' } as Task);

function recording(fail = false, maxResultBytes = 1_000_000) {
  const writes: NewTaskLogLine[][] = [];
  const warnings: unknown[] = [];
  const append = async (lines: NewTaskLogLine[]): Promise<void> => {
    writes.push(lines);
    if (fail) throw new Error('away');
  };
  const logger = { warn: (line: unknown) => warnings.push(line) } as unknown as Logger;
  return {
    writes,
    warnings,
    logs: new TaskLogger(
      { append } as unknown as TaskLogRepository,
      { maxResultBytes } as Configuration,
      logger,
    ),
  };
}

describe('TaskLogger', () => {
  it('writes lines together, with their level and fields', async () => {
    const { writes, logs } = recording();
    const task = running();
    const log = logs.of(task);
    log('asked');
    log('warn', 'slow', { ms: 5 });
    await logs.finish(task);
    expect(writes).toMatchObject([
      [
        { id: 'task', leaseToken: 'token', level: 'info', message: 'asked', fields: null },
        { level: 'warn', message: 'slow', fields: { ms: 5 } },
      ],
    ]);
  });

  it('holds a line to its bounds, whatever is logged', async () => {
    const { writes, logs } = recording();
    const task = running();
    const circle: { self?: object } = {};
    circle.self = circle;
    logs.log(task, 'info', 'x'.repeat(5_000));
    logs.log(task, 'info', 'a\0b\ud83d', { long: 'y'.repeat(5_000) });
    logs.log(task, 'info', 'circle', circle);
    await logs.finish(task);
    expect(writes.flat().map(({ message }) => message.length)).toEqual([1_000, 3, 6]);
    expect(writes.flat().map(({ fields }) => fields)).toEqual([
      null,
      { omitted: 'too long' },
      { omitted: 'not JSON' },
    ]);
  });

  it('takes no more than 1,000 lines of an attempt', async () => {
    const { writes, logs } = recording();
    const task = running();
    for (let n = 0; n < 1_500; n += 1) logs.log(task, 'info', `${n}`);
    await logs.finish(task);
    expect(writes.flat()).toHaveLength(1_000);
  });

  it('ends a log at MAX_RESULT_BYTES, and says so', async () => {
    const { writes, logs } = recording(false, 2_000);
    const task = running();
    for (let n = 0; n < 50; n += 1) logs.log(task, 'info', '世'.repeat(100));
    await logs.finish(task);
    expect(writes.flat().map(({ message }) => message.slice(0, 15))).toEqual([
      ...Array<string>(5).fill('世'.repeat(15)),
      'The log is full',
    ]);
  });

  it('keeps the lines of a handler that names a level which is none', async () => {
    const { writes, logs } = recording();
    const task = running();
    logs.log(task, 'fatal' as never, 'x', { 'k\0': 1 });
    await logs.finish(task);
    expect(writes.flat()).toMatchObject([{ level: 'info', message: 'x', fields: { k: 1 } }]);
  });

  it('never fails a task that cannot be logged', async () => {
    const { warnings, logs } = recording(true);
    const task = running();
    logs.log(task, 'info', 'x');
    await logs.finish(task);
    expect(warnings).toHaveLength(1);
  });
});
