import { createLogger } from './logger.js';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ level: 'trace', format: 'json' }, 'test', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the logger', () => {
  it('writes one JSON line an event, with the names of the Elastic Common Schema', () => {
    expect(JSON.parse(logged((logger) => logger.info({ taskId: '1' }, 'claimed')))).toMatchObject({
      'log.level': 'info',
      service: { name: 'task-runner-test' },
      task: { id: '1' },
      message: 'claimed',
    });
  });

  it('keeps what ECS has no name for below one of ours', () => {
    expect(
      JSON.parse(
        logged((logger) => logger.info({ durationMs: 1.5, statusCode: 201, signal: 'SIGTERM' }, 'line')),
      ),
    ).toMatchObject({
      event: { duration: 1_500_000 },
      http: { response: { status_code: 201 } },
      runner: { signal: 'SIGTERM' },
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
    expect(JSON.parse(line)).toMatchObject({ error: { message: 'refused', code: '22P02' } });
  });

  it.each(['prompt', 'input', 'authorization', 'secret', 'apiKey'])('hides a field named %s', (name) => {
    expect(
      logged((logger) => logger.info({ [name]: 'hidden', task: { [name]: 'hidden' } }, 'line')),
    ).not.toContain('"hidden"');
  });
});
