import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

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
    const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM(format)], { stdio: ['pipe', 'pipe', 'inherit'] });
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
