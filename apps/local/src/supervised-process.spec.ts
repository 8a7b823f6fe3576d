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

/** Keeps a line of each order that it hears; lives on for a while when it has let go. */
const SUCCEEDING = `
  import { appendFileSync } from 'node:fs';
  import { createServer } from 'node:http';
  const server = createServer((_, response) => response.end());
  const listen = () => server.listen(Number(process.env.PORT), '127.0.0.1', () => {
    appendFileSync(process.env.PIDS, process.pid + '\\n');
  });
  process.on('message', (order) => {
    appendFileSync(process.env.PIDS + '.orders', process.pid + ' ' + order + '\\n');
    if (order === 'go on') listen();
    if (order !== 'let go') return;
    server.close();
    process.send('has let go');
  });
  process.on('disconnect', () => process.exit());
  process.on('SIGTERM', () => process.exit());
  if (!process.env.TASK_RUNNER_TAKES_OVER) listen();
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

  it('lets a new process take the place of the old one, which finishes what it does', async () => {
    await supervise(`${SUCCEEDING} else process.send('ready to take over');`);
    await supervised.start();
    const [old] = await pids();
    expect(await supervised.replace()).toBe(true);
    while ((await pids()).length < 2) await delay(20);
    const successor = (await pids())[1];
    expect(await orders()).toEqual([`${old} take no more`, `${old} let go`, `${successor} go on`]);
    expect(() => process.kill(old as number, 0)).not.toThrow();
    process.kill(successor as number, 'SIGKILL'); // it is the one that is looked after now
    while ((await pids()).length < 3) await delay(20);
    await supervised.stop();
    expect(() => process.kill(old as number, 0)).toThrow('ESRCH');
  });

  it('lets the old process go on where the new one cannot start', async () => {
    await supervise(`${SUCCEEDING} else process.send('refused', () => process.exit(1));`);
    await supervised.start();
    const [old] = await pids();
    expect(await supervised.replace()).toBe(false);
    while ((await orders()).length < 2) await delay(20);
    expect(await orders()).toEqual([`${old} take no more`, `${old} take again`]);
    expect(await pids()).toEqual([old]);
  });

  it('keeps the last of several that are to take over', async () => {
    await supervise(`${SUCCEEDING} else setTimeout(() => process.send('ready to take over'), 50);`);
    await supervised.start();
    const first = supervised.replace();
    expect(await supervised.replace()).toBe(true);
    expect(await first).toBe(false);
    while ((await pids()).length < 2) await delay(20);
    expect((await orders()).filter((order) => order.endsWith('take again'))).toEqual([]);
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

  async function orders(): Promise<string[]> {
    const text = await readFile(join(folder, 'pids.orders'), 'utf8');
    return text.trim().split('\n');
  }

  async function pids(): Promise<number[]> {
    return (await readFile(join(folder, 'pids'), 'utf8')).trim().split('\n').map(Number);
  }
});
