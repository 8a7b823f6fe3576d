import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, KeptProcess } from '@app/embedded-postgres';
import { startRedis, type TestRedis } from './redis.js';
import { until } from './until.js';

const READY_LIMIT_MS = 30_000;
/** After which a server that is silent counts as dead. */
const DOWN_AFTER_MS = 1_000;
const MASTER = 'tasks';

/** Several servers that replace one another. */
export interface RedisGroup {
  readonly url: string;
  /** Kills the server that takes the writes now. */
  killMaster(): Promise<void>;
  stop(): Promise<void>;
}

/** A master with a replica, and three Sentinels. */
export async function startSentinels(): Promise<RedisGroup> {
  const master = await startRedis();
  const replica = await startRedis({ replicaof: `127.0.0.1 ${portOf(master)}` });
  const sentinels = await Promise.all([1, 2, 3].map(() => startSentinel(portOf(master))));
  await until(async () => (await replica.command('ROLE')).includes('slave'), READY_LIMIT_MS);
  await until(
    () => sentinels.every(({ port }) => cli(port, 'SENTINEL', 'CKQUORUM', MASTER).startsWith('OK 3')),
    READY_LIMIT_MS,
  );
  const known = (port: string): boolean =>
    cli(port, 'SENTINEL', 'REPLICAS', MASTER).includes(portOf(replica));
  await until(() => sentinels.every(({ port }) => known(port)), READY_LIMIT_MS);
  return {
    url: `redis-sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}?master=${MASTER}`,
    killMaster: () => master.stop(),
    stop: async () =>
      void (await Promise.all([
        master.destroy(),
        replica.destroy(),
        ...sentinels.map((sentinel) => sentinel.stop()),
      ])),
  };
}

/** Three masters with a replica each. */
export async function startCluster(): Promise<RedisGroup> {
  const servers = await Promise.all(
    Array.from({ length: 6 }, () =>
      startRedis({ 'cluster-enabled': 'yes', 'cluster-node-timeout': String(DOWN_AFTER_MS) }),
    ),
  );
  const addresses = servers.map((server) => `127.0.0.1:${portOf(server)}`);
  const [one = ''] = addresses;
  const made = spawnSync(
    'redis-cli',
    ['--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes'],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`no cluster: ${made.stdout}${made.stderr}`);
  const port = String(one.split(':')[1]);
  await until(() => cli(port, 'CLUSTER', 'INFO').includes('cluster_state:ok'), READY_LIMIT_MS);
  await until(() => cli(port, 'CLUSTER', 'NODES').match(/slave/g)?.length === 3, READY_LIMIT_MS);
  return {
    url: `redis-cluster://${addresses.slice(0, 3).join(',')}`,
    killMaster: () => masterOf('{tasks}', servers).stop(),
    stop: async () => void (await Promise.all(servers.map((server) => server.destroy()))),
  };
}

/** The server that has the keys with this part in braces. */
function masterOf(tag: string, servers: readonly TestRedis[]): TestRedis {
  const any = portOf(servers[0] as TestRedis);
  const slot = Number(cli(any, 'CLUSTER', 'KEYSLOT', tag));
  const line = cli(any, 'CLUSTER', 'NODES')
    .split('\n')
    .find((node) => node.includes('master') && hasSlot(node, slot));
  const found = servers.find((server) => line?.includes(`127.0.0.1:${portOf(server)}@`));
  if (!found) throw new Error(`nobody has slot ${slot}: ${line}`);
  return found;
}

function hasSlot(node: string, slot: number): boolean {
  const ranges = [...node.matchAll(/ (\d+)-(\d+)/g)];
  return ranges.some(([, from, to]) => slot >= Number(from) && slot <= Number(to));
}

async function startSentinel(masterPort: string): Promise<{ readonly port: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'task-runner-sentinel-'));
  const port = String(await freePort());
  const file = join(folder, 'sentinel.conf'); // it keeps there what it learns
  await writeFile(
    file,
    [
      `port ${port}`,
      'bind 127.0.0.1',
      `dir ${folder}`,
      `sentinel monitor ${MASTER} 127.0.0.1 ${masterPort} 2`,
      `sentinel down-after-milliseconds ${MASTER} ${DOWN_AFTER_MS}`,
      `sentinel failover-timeout ${MASTER} 5000`,
    ].join('\n'),
  );
  const kept = new KeptProcess({
    stopSignal: 'SIGKILL',
    killSignal: 'SIGKILL',
    orphanGraceMs: 0,
    removeWhenOrphaned: folder,
  });
  const run = await kept.run({
    command: 'redis-server',
    args: [file, '--sentinel'],
    env: { PATH: process.env.PATH ?? '' },
    logFile: join(folder, 'sentinel.log'),
  });
  return {
    port,
    stop: async () => {
      kept.signal('SIGKILL');
      await run.exited;
      await kept.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function portOf({ url }: TestRedis): string {
  return new URL(url).port;
}

function cli(port: string, ...command: readonly string[]): string {
  return spawnSync('redis-cli', ['-p', port, ...command], { encoding: 'utf8' }).stdout;
}
