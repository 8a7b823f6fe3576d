import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@app/embedded-postgres';
import { createLogger } from '@app/observability';
import { StartError } from './start-error.js';
import { PLAIN_STARTER } from './starter.js';
import { SupervisedProcess } from './supervised-process.js';

const SERVING = `
  import { appendFileSync } from 'node:fs';
  import { createServer } from 'node:http';
  createServer((_, response) => response.end()).listen(Number(process.env.PORT), '127.0.0.1', () => {
    appendFileSync(process.env.PIDS, process.pid + '\\n');
  });
  process.on('disconnect', () => process.exit());
`;

describe('SupervisedProcess', () => {
  let folder: string;
  let supervised: SupervisedProcess;
  let back: number;

  beforeEach(async () => {
    back = 0;
    folder = await mkdtemp(join(tmpdir(), 'supervised-'));
  });

  afterEach(async () => {
    await supervised.stop();
    await rm(folder, { recursive: true });
  });

  it('starts again what was killed', async () => {
    await supervise(SERVING);
    await supervised.start();
    process.kill((await pids())[0] as number, 'SIGKILL');
    while ((await pids()).length < 2) await delay(20);
    while (back === 0) await delay(20);
    expect(back).toBe(1);
  });

  it('starts again at once, and in good order, what is to restart', async () => {
    await supervise(`process.on('SIGTERM', () => process.exit(0)); ${SERVING}`);
    await supervised.start();
    supervised.restart();
    while ((await pids()).length < 2) await delay(20);
    expect(new Set(await pids()).size).toBe(2);
    expect(back).toBe(0);
  });

  it('does not start again what refuses its settings, and leaves the words to it', async () => {
    await supervise(`
      import { appendFileSync } from 'node:fs';
      appendFileSync(process.env.PIDS, process.pid + '\\n');
      process.send('refused', () => process.exit(1));
    `);
    await expect(supervised.start()).rejects.toThrow('The app cannot start with these settings.');
    expect(await pids()).toHaveLength(1);
  });

  it('runs with source maps', async () => {
    await supervise(`import { appendFileSync } from 'node:fs';
      appendFileSync(process.env.PIDS, process.execArgv.join());
      process.send('refused', () => process.exit(1));`);
    await expect(supervised.start()).rejects.toThrow();
    expect(await readFile(join(folder, 'pids'), 'utf8')).toBe('--enable-source-maps');
  });

  it('gives up on what fails three times before it is ready', async () => {
    await supervise('process.exit(1);');
    await expect(supervised.start()).rejects.toThrow(StartError);
  });

  it('kills what does not stop in time', async () => {
    await supervise(`process.on('SIGTERM', () => undefined); ${SERVING}`, 50);
    await supervised.start();
    await supervised.stop();
    const [pid] = await pids();
    expect(() => process.kill(pid as number, 0)).toThrow('ESRCH');
  });

  async function supervise(code: string, stopLimitMs = 5_000): Promise<void> {
    const file = join(folder, 'app.mjs');
    await writeFile(file, code);
    const port = await freePort();
    const env = { PORT: String(port), PIDS: join(folder, 'pids') };
    const options = {
      name: 'app',
      file,
      env,
      user: null,
      readyUrl: `http://127.0.0.1:${port}`,
      stopLimitMs,
      lifeline: () => null,
      onBack: () => (back += 1),
      starter: PLAIN_STARTER,
    };
    supervised = new SupervisedProcess(options, createLogger({ level: 'silent', format: 'json' }, 'test'));
  }

  async function pids(): Promise<number[]> {
    return (await readFile(join(folder, 'pids'), 'utf8')).trim().split('\n').map(Number);
  }
});
