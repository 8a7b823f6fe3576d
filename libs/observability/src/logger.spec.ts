import { createLogger } from './logger.js';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ level: 'trace', format: 'json' }, 'test', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the logger', () => {
  it('writes one JSON line an event, with the process and the level by name', () => {
    expect(JSON.parse(logged((logger) => logger.info({ taskId: '1' }, 'claimed')))).toMatchObject({
      level: 'info',
      process: 'test',
      taskId: '1',
      msg: 'claimed',
    });
  });

  it('keeps what hangs on an error out', () => {
    const error = Object.assign(new Error('refused'), {
      query: 'INSERT',
      parameters: ['my prompt'],
      driverError: { code: '22P02', detail: 'my prompt' },
    });
    const line = logged((logger) => logger.error({ err: error }, 'failed'));
    expect(line).not.toContain('my prompt');
    expect(JSON.parse(line)).toMatchObject({ err: { message: 'refused', code: '22P02' } });
  });

  it.each(['prompt', 'input', 'authorization', 'secret', 'apiKey'])('hides a field named %s', (name) => {
    expect(logged((logger) => logger.info({ [name]: 'hidden', task: { [name]: 'hidden' } }, 'line'))).not.toContain('"hidden"');
  });
});
