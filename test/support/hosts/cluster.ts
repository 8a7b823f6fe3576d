import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KeptProcess } from '@app/embedded-postgres';
import { Audit } from '../audit.js';
import { ownProcess } from '../own-process.js';
import type { TestProcess } from '../test-process.js';
import { until } from '../until.js';
import { fakeClock } from './fake-clock.js';
import { Load } from './load.js';
import { type Host, Network } from './network.js';
import { runIn } from './place.js';
import { DATABASE, PostgresReplication } from './postgres-replication.js';

const PORT = { postgres: 5432, redis: 6379, api: 3000, worker: 3001 };
const LIMIT_MS = 60_000;
/** Of workers, in the order of their names. */
const CLOCK_SKEW_SECONDS = [0, 180, -180];
export const LOAD = { everyMs: 125, patienceMs: 3_000 };

export interface WorkerOfCluster {
  readonly host: Host;
  readonly process: TestProcess;
  /** As the database calls it. */
  readonly id: string;
}

/** A primary and a standby, Redis, two APIs, three workers and a client, each on a host of its own. */
export class Cluster {
  readonly apis: { readonly host: Host; readonly process: TestProcess }[] = [];
  readonly workers: WorkerOfCluster[] = [];
  private running: Load | null = null;
  private readonly redisServer = new KeptProcess({
    stopSignal: 'SIGKILL',
    killSignal: 'SIGKILL',
    orphanGraceMs: 0,
  });

  private constructor(
    readonly network: Network,
    readonly hosts: Readonly<Record<HostName, Host>>,
    readonly replication: PostgresReplication,
    public audit: Audit,
    private readonly folder: string,
  ) {}

  static async make(): Promise<Cluster> {
    const network = await Network.make();
    return Cluster.on(network).catch(async (error: unknown) => {
      await network.close();
      throw error;
    });
  }

  private static async on(network: Network): Promise<Cluster> {
    const hosts = {} as Record<HostName, Host>;
    for (const name of HOST_NAMES) hosts[name] = await network.addHost(name);
    const replication = await PostgresReplication.start(
      { place: hosts.primary, port: PORT.postgres },
      { place: hosts.standby, port: PORT.postgres + 1 }, // both have a socket's file in one folder
    );
    const audit = await Audit.install(replication.first.urlBySocket(DATABASE));
    const folder = await mkdtemp(join(tmpdir(), 'task-runner-cluster-'));
    const cluster = new Cluster(network, hosts, replication, audit, folder);
    await cluster.startRedis().catch(async (error: unknown) => {
      await cluster.destroy();
      throw error;
    });
    return cluster;
  }

  get effects(): string {
    return join(this.folder, 'effects');
  }

  get load(): Load {
    if (!this.running) throw new Error('the product is not started');
    return this.running;
  }

  /** Starts all of the product, and the load on it. */
  async start(broker: 'Redis' | 'PostgreSQL'): Promise<void> {
    const { redis, client, api1, api2, worker1, worker2, worker3 } = this.hosts;
    const variables = {
      DATABASE_URL: this.replication.url,
      DATA_DIR: join(this.folder, 'data'),
      TASK_TYPES: resolve('test/fixtures/hosts'),
      EFFECTS: this.effects,
      AUTH: 'off',
      ...(broker === 'Redis' && { REDIS_URL: `redis://${redis.address}:${PORT.redis}` }),
    };
    const apis = [api1, api2].map((host) => ({
      host,
      process: ownProcess(
        'api',
        { ...variables, HOST: host.address, PORT: String(PORT.api) },
        [],
        host.enter,
      ),
    }));
    const workers = [worker1, worker2, worker3].map((host, index) => {
      const own = { WORKER_HOST: host.address, WORKER_PORT: String(PORT.worker) };
      const clock = fakeClock(CLOCK_SKEW_SECONDS[index] ?? 0);
      return { host, process: ownProcess('worker', { ...variables, ...own, ...clock }, [], host.enter) };
    });
    this.apis.push(...apis);
    await Promise.all([
      ...apis.map(({ process }) => process.line(({ msg }) => msg === 'api is up')),
      ...workers.map(async ({ host, process }) => {
        await process.line(({ msg }) => msg === 'worker is up');
        this.workers.push({ host, process, id: await this.idOf(process) });
      }),
    ]);
    const urls = apis.map(({ host }) => `http://${host.address}:${PORT.api}`);
    this.running = Load.start(client, { apis: urls, ...LOAD });
    await until(() => this.load.accepted.length > 10, LIMIT_MS);
  }

  /** Ends the load, waits for all tasks, and ends the product. */
  async stop(): Promise<void> {
    await this.load.stop();
    this.running = null;
    await this.audit.allEnded(LIMIT_MS);
    await this.endProcesses();
  }

  /** The standby takes over, also for what is asked here. */
  async promote(): Promise<void> {
    await this.replication.promote();
    this.audit = Audit.of(this.replication.second.urlBySocket(DATABASE));
  }

  workerAt(host: Host): WorkerOfCluster | null {
    return this.workers.find((worker) => worker.host === host) ?? null;
  }

  async destroy(): Promise<void> {
    this.running?.kill();
    await this.endProcesses();
    this.redisServer.signal('SIGKILL');
    await this.redisServer.close();
    await this.replication.destroy();
    await this.network.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async endProcesses(): Promise<void> {
    const all = [...this.apis.splice(0), ...this.workers.splice(0)];
    await Promise.all(all.map(({ process }) => process.kill9()));
  }

  private async idOf({ pid }: TestProcess): Promise<string> {
    const rows = await until(async () => {
      const found = await this.audit.query<{ id: string }>(
        'SELECT id FROM workers WHERE pid = $1 ORDER BY started_at DESC LIMIT 1',
        [pid],
      );
      return found.length > 0 ? found : null;
    }, LIMIT_MS);
    return rows[0]?.id ?? '';
  }

  private async startRedis(): Promise<void> {
    const { enter, address } = this.hosts.redis;
    const settings = ['--bind', '0.0.0.0', '--protected-mode', 'no', '--save', '', '--dir', this.folder];
    const [command = '', ...args] = [...enter, 'redis-server', '--port', String(PORT.redis), ...settings];
    const logFile = join(this.folder, 'redis.log');
    await this.redisServer.run({ command, args, env: { PATH: process.env.PATH ?? '' }, logFile });
    const ping = ['redis-cli', '-h', address, 'PING'];
    await until(async () => (await runIn(this.hosts.client.enter, ping)).startsWith('PONG'), LIMIT_MS);
  }
}

const HOST_NAMES = [
  'primary',
  'standby',
  'redis',
  'api1',
  'api2',
  'worker1',
  'worker2',
  'worker3',
  'client',
] as const;
type HostName = (typeof HOST_NAMES)[number];
