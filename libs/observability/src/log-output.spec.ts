import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { readableLines } from './log-output.js';

const urlOf = (file: string) => JSON.stringify(pathToFileURL(resolve(file)).href);

/** A process with our logger, which logs and ends when it is told to. */
const PROGRAM = (format: string) => `
  import { register } from 'node:module';
  register(${urlOf('test/support/typescript-hooks.mjs')});
  const { createLogger } = await import(${urlOf('libs/observability/src/logger.ts')});
  const logger = createLogger({ level: 'info', format: '${format}' }, 'test');
  logger.info('ready');
  process.stdin.once('data', () => {
    logger.warn('first');
    logger.fatal('last');
    process.exit(7);
  });`;

describe.each(['json', 'pretty'])('standard output (%s)', (format) => {
  const start = async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM(format)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [ready] = (await once(child.stdout, 'data')) as [Buffer];
    expect(ready.toString()).toContain('ready');
    return child;
  };

  it('has every line when the process ends', async () => {
    const child = await start();
    const lines: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
    const ended = once(child, 'close');
    child.stdin.write('go');
    expect(await ended).toEqual([7, null]);
    expect(lines.join('')).toMatch(/first[^]*last/);
  });

  it('does not hold a process whose reader has gone', async () => {
    const child = await start();
    child.stdout.destroy();
    const ended = once(child, 'exit');
    child.stdin.write('go');
    expect(await ended).toEqual([7, null]);
  }, 20_000);
});

describe('a line for a person', () => {
  const shown = (fields: object): string =>
    stripVTControlCharacters(readableLines()(JSON.stringify({ level: 30, time: 0, name: 'api', ...fields })));

  it('says of a request what was asked, what came of it and how long it took', () => {
    const request = {
      msg: 'request',
      method: 'POST',
      path: '/api/v1/tasks',
      route: '/api/v1/tasks',
      statusCode: 201,
      durationMs: 14.5,
    };
    expect(shown({ ...request, requestId: 'abc' })).toMatch(
      /^\[[\d:]+\] INFO \(api\): POST \/api\/v1\/tasks 201 15 ms\n$/,
    );
  });

  it('is one line', () => {
    expect(shown({ msg: 'taking tasks', queues: ['a', 'b'], limits: { a: 1 } })).toMatch(
      /: taking tasks \{.*\}\n$/,
    );
  });

  it('has the stack of an error', () => {
    expect(
      shown({ msg: 'failed', err: { type: 'Error', message: 'no', stack: 'Error: no\n    at file.ts:1:1' } }),
    ).toContain('at file.ts:1:1');
  });
});
