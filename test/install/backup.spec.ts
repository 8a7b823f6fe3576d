import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@app/embedded-postgres';
import { textOf } from '../support/docs-blocks.js';
import { runCommands } from '../support/docs-script.js';
import { expectWork, leaveWork } from '../support/left-work.js';
import { LocalStart } from '../support/local-start.js';
import { describeWithOldPostgres, makeOldCluster, OLD_VERSION } from '../support/old-postgres.js';
import { TaskClient } from '../support/task-client.js';
import { TestProcess } from '../support/test-process.js';

const PAGE = resolve('docs/backup.md');
/** The commands are run from the page's own text. */
describeWithOldPostgres('docs/backup.md', () => {
  let folder: string;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-backup-'));
    await chmod(folder, 0o711); // for the user who runs PostgreSQL where these tests run as root
    stop = async () => undefined;
  });

  afterEach(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('brings back database, files and what waited on servers, of the oldest PostgreSQL that is supported', async () => {
    await makeOldCluster(join(folder, 'server'), 'tasks', async (url) => {
      const before = { DATABASE_URL: url, DATA_DIR: join(folder, 'data') };
      const client = await startServers(before);
      const left = await leaveWork(client);
      const tools = { PATH: `/usr/lib/postgresql/${OLD_VERSION}/bin:${process.env.PATH}` };
      await runCommands(await textOf(PAGE, 'servers, back up'), folder, { ...before, ...tools });
      await stop();
      const after = {
        DATABASE_URL: url.replace(/tasks$/, 'tasks_restored'),
        DATA_DIR: join(folder, 'restored'),
      };
      await runCommands(await textOf(PAGE, 'servers, restore'), folder, {
        ...before,
        ...tools,
        DATA_DIR: after.DATA_DIR,
      });
      await expectWork(await startServers(after), left);
      await stop();
    });
  });

  it('brings back the embedded database and its files', async () => {
    await mkdir(join(folder, 'bin'));
    // `npm start` is what this test does itself
    await writeFile(join(folder, 'bin', 'npm'), '#!/bin/sh\n', { mode: 0o755 });
    const first = await startLocal();
    const left = await leaveWork(first);
    await runCommands(await textOf('docs/embedded-postgres.md', 'embedded, look into it'), folder, {});
    await stop();
    await runCommands(await textOf(PAGE, 'embedded, back up'), folder, {});
    await runCommands(await textOf(PAGE, 'embedded, restore'), folder, {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    });
    await expectWork(await startLocal(), left);
  });

  async function startServers(variables: Record<string, string>): Promise<TaskClient> {
    const start = (app: string): TestProcess =>
      new TestProcess(resolve(`dist/apps/${app}/src/main.js`), [], {
        ...variables,
        PORT: '0',
        WORKER_PORT: '0',
      });
    const [api, worker] = [start('api'), start('worker')];
    stop = async () => void (await Promise.all([api.terminate(), worker.terminate()]));
    await worker.line(({ msg }) => msg === 'worker is up');
    return new TaskClient(String((await api.line(({ msg }) => msg === 'api is up')).url));
  }

  async function startLocal(): Promise<TaskClient> {
    const [PORT, WORKER_PORT] = [String(await freePort()), String(await freePort())];
    const local = new LocalStart({ DATA_DIR: join(folder, '.data'), PORT, WORKER_PORT });
    stop = async () => {
      local.signal('SIGTERM');
      await local.exited;
      local.cleanUp();
    };
    await local.ready();
    return new TaskClient(`http://127.0.0.1:${PORT}`);
  }
});
