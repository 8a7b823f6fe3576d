import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@app/embedded-postgres';
import { createLogger } from '@app/observability';
import { StartError } from './start-error.js';
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

  beforeEach(async () => {
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
    const options = { name: 'app', file, env, user: null, readyUrl: `http://127.0.0.1:${port}`, stopLimitMs, lifeline: () => null };
    supervised = new SupervisedProcess(options, createLogger({ level: 'silent', format: 'json' }, 'test'));
  }

  async function pids(): Promise<number[]> {
    return (await readFile(join(folder, 'pids'), 'utf8')).trim().split('\n').map(Number);
  }
});
