import { execFile } from 'node:child_process';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, lockFolder } from '@app/embedded-postgres';
import { loadConfiguration } from '@app/config';
import { aboutRun, alreadyRunning } from './already-running.mjs';
import { conflictOf, listenAddresses } from './listen-addresses.mjs';
import { isStopping, portProblem } from './port.mjs';

/** Answers nothing, and reads, so that it sees when who asks has gone. */
function silentServer(): Server {
  return createServer((socket) => socket.resume());
}

describe('what is looked at before anything is installed', () => {
  it('has the defaults of the configuration', () => {
    const { api, worker } = listenAddresses({});
    const configuration = loadConfiguration({});
    expect([api, worker]).toMatchObject([
      configuration.api,
      { host: configuration.worker.host, port: configuration.worker.port },
    ]);
  });

  it.each<[Record<string, string>, boolean]>([
    [{}, false],
    [{ PORT: '4000', WORKER_PORT: '4000' }, true],
    [{ PORT: '3001' }, true],
    [{ PORT: '3001', HOST: 'localhost' }, true],
    [{ PORT: '3001', HOST: '0.0.0.0' }, true],
    [{ PORT: '3001', HOST: '127.0.0.2' }, false],
    [{ PORT: '0', WORKER_PORT: '0' }, false],
  ])('%j: API and worker are in each other’s way: %s', (variables, conflict) => {
    expect(conflictOf(listenAddresses(variables))).toEqual(
      conflict ? expect.stringMatching(/^PORT and WORKER_PORT: /) : null,
    );
  });

  it('names a port that is in use and what to set', async () => {
    const port = await freePort();
    const address = { ...listenAddresses({}).api, port };
    expect(await portProblem(address)).toBeNull();
    const other = silentServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    expect(await portProblem(address, 0)).toMatch(
      new RegExp(`^PORT: port ${port} on 127.0.0.1 is in use.* set PORT to`),
    );
    other.close();
  });

  it.each([
    [503, { status: 'error', error: { draining: { status: 'down' } } }, true],
    [503, { status: 'shutting_down' }, true],
    [503, { status: 'error', error: { database: {} } }, false],
    [200, { status: 'ok', error: {} }, false],
    [200, null, false],
  ])('tells a part that stops from other programs: %d %j', async (status, body, stopping) => {
    const server = createHttpServer((_, response) => response.writeHead(status).end(JSON.stringify(body)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    expect(await isStopping({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })).toBe(
      stopping,
    );
    server.close();
  });

  it('names the host where the machine has no such address', async () => {
    expect(await portProblem({ ...listenAddresses({ HOST: '192.0.2.1' }).api, port: 0 })).toMatch(
      /^HOST: [^1]*EADDRNOTAVAIL/,
    );
  });

  it('says who runs already', () => {
    expect(alreadyRunning('/data', aboutRun('http://127.0.0.1:3000'))).toMatch(
      new RegExp(
        `process id ${process.pid}, which serves http://127.0.0.1:3000, uses /data.*set DATA_DIR, PORT and WORKER_PORT`,
      ),
    );
    expect(alreadyRunning('/data', aboutRun(null))).toContain(`process id ${process.pid} uses`);
    expect(alreadyRunning('/data', '')).toContain('another start uses');
  });
});

describe('npm start in a fresh clone', () => {
  let clone: string;

  beforeEach(async () => {
    clone = await realpath(await mkdtemp(join(tmpdir(), 'fresh clone ')));
    // Only what needs no dependency and no build.
    const isPlain = (path: string): boolean => !/\.\w+$/.test(path) || path.endsWith('.mjs');
    for (const folder of [
      'scripts',
      'apps/local',
      'apps/task-runner',
      'libs/config',
      'libs/embedded-postgres',
    ])
      await cp(folder, join(clone, folder), { recursive: true, filter: isPlain });
  });
  afterEach(() => rm(clone, { recursive: true }));

  const start = async (
    variables: NodeJS.ProcessEnv = {},
    script = ['scripts/start.mjs'],
  ): Promise<{ code: number; text: string }> => {
    const run = promisify(execFile)(process.execPath, script, {
      cwd: clone,
      env: { PATH: process.env.PATH, ...variables },
    });
    return run.then(
      ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
      ({ code, stdout, stderr }) => ({ code, text: stdout + stderr }),
    );
  };

  it('names a taken port of .env before it installs anything', async () => {
    const other = silentServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await writeFile(join(clone, '.env'), `PORT=${port}\nWORKER_PORT=0\n`);
    const refused = await Promise.all([start(), start({}, ['scripts/start-part.mjs', 'api'])]);
    for (const one of refused)
      expect(one).toEqual({
        code: 1,
        text: expect.stringMatching(new RegExp(`^PORT: port ${port} [^\n]*\n$`)),
      });
    other.close();
  }, 60_000);

  it('names a running twin, its process id and its address', async () => {
    const lock = await lockFolder(join(clone, '.data'), 'start', () => aboutRun('http://127.0.0.1:3000'));
    const { code, text } = await start({ PORT: '0', WORKER_PORT: '0' });
    expect([code, text]).toEqual([
      1,
      `${alreadyRunning(join(clone, '.data'), aboutRun('http://127.0.0.1:3000'))}\n`,
    ]);
    await lock?.release();
  }, 60_000);

  it('refuses one port for API and worker, and a broken .env', async () => {
    expect(await start({ PORT: '4000', WORKER_PORT: '4000' })).toEqual({
      code: 1,
      text: expect.stringMatching(/^PORT and WORKER_PORT: /),
    });
    await writeFile(join(clone, '.env'), 'PORT=0\nhunter2\n');
    expect(await start()).toEqual({
      code: 1,
      text: expect.stringMatching(/\.env, line 2: (?!.*hunter)[^\n]*\n$/),
    });
  }, 60_000);
});
