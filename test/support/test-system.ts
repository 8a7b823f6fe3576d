import { Audit } from './audit.js';
import type { BrokerName } from './brokers.js';
import { FlakyProxy } from './flaky-proxy.js';
import { HostClient } from './host/host-client.js';
import type { HostedPart } from './host/hosted-part.js';
import { ownProcess } from './own-process.js';
import { createDatabase, type OwnPostgres, startOwnPostgres, type TestDatabase } from './postgres.js';
import { startRedis, type TestRedis } from './redis.js';
import { TaskClient } from './task-client.js';
import type { TestProcess } from './test-process.js';

type Variables = Readonly<Record<string, string>>;

export interface SystemOptions {
  readonly broker: BrokerName;
  /** Workers to start with; 1 by default. */
  readonly workers?: number;
  /** A PostgreSQL server of its own, which the test may restart. */
  readonly ownPostgres?: boolean;
  /** A database to take over; an empty one of the run's server by default. */
  readonly database?: TestDatabase;
  /** Proxies before PostgreSQL and Redis, for all processes. */
  readonly flaky?: boolean;
  /** Variables of all processes. */
  readonly variables?: Variables;
}

interface Proxies {
  readonly database: FlakyProxy;
  readonly redis: FlakyProxy | null;
}

/**
 * The product as it runs on servers: an API and workers, a database and a broker that no other test sees.
 * They share a process that was there before, which is a tenth of the work of processes of their own; those
 * are for what a test kills or measures.
 */
export class TestSystem {
  readonly apis: HostedPart[] = [];
  readonly workers: HostedPart[] = [];
  /** Processes of their own. */
  readonly ownWorkers: TestProcess[] = [];
  readonly ownApis: TestProcess[] = [];
  client!: TaskClient;
  audit!: Audit;
  /** Where the system is flaky. */
  proxies: Proxies | null = null;

  private constructor(
    readonly variables: Variables,
    readonly redis: TestRedis | null,
    readonly postgres: OwnPostgres | null,
    private readonly host: HostClient,
    private readonly release: () => Promise<void>,
  ) {}

  static async start({ workers = 1, variables = {}, ...servers }: SystemOptions): Promise<TestSystem> {
    const [{ database, redis, proxies }, host] = await Promise.all([
      startServers(servers),
      HostClient.connect(),
    ]);
    const release = 'drop' in database ? () => database.drop() : () => database.destroy();
    const all = { ...addresses(proxies?.database ?? database, proxies?.redis ?? redis), ...variables };
    const system = new TestSystem(all, redis, 'restart' in database ? database : null, host, release);
    system.proxies = proxies;
    system.audit = await Audit.install(database.url);
    const [api] = await Promise.all([
      system.startApi(),
      ...Array.from({ length: workers }, () => system.startWorker()),
    ]);
    system.client = api.client;
    return system;
  }

  async startApi(variables: Variables = {}): Promise<{ process: HostedPart; client: TaskClient }> {
    const process = this.host.start('api', [], this.apiVariables(variables));
    this.apis.push(process);
    return { process, client: await clientOf(process) };
  }

  async startWorker(variables: Variables = {}, args: readonly string[] = []): Promise<HostedPart> {
    const process = this.host.start('worker', args, {
      DRAIN_SECONDS: '0',
      ...this.workerVariables(variables),
    });
    this.workers.push(process);
    await process.line(({ msg }) => msg === 'worker is up');
    return process;
  }

  async startOwnApi(variables: Variables = {}): Promise<{ process: TestProcess; client: TaskClient }> {
    const process = ownProcess('api', this.apiVariables(variables));
    this.ownApis.push(process);
    return { process, client: await clientOf(process) };
  }

  async startOwnWorker(variables: Variables = {}, args: readonly string[] = []): Promise<TestProcess> {
    const process = ownProcess('worker', this.workerVariables(variables), args);
    this.ownWorkers.push(process);
    await process.line(({ msg }) => msg === 'worker is up');
    return process;
  }

  /** Where a worker serves its health. */
  async urlOf(worker: HostedPart | TestProcess): Promise<string> {
    return String((await worker.line(({ msg }) => msg === 'worker is up')).url);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.ownApis, ...this.ownWorkers].map((process) => process.kill9()));
    await this.host.close();
    for (const proxy of [this.proxies?.database, this.proxies?.redis]) await proxy?.stop();
    await this.redis?.destroy();
    await this.release();
  }

  private apiVariables(variables: Variables): Variables {
    return { ...this.variables, PORT: '0', ...variables };
  }

  private workerVariables(variables: Variables): Variables {
    return { ...this.variables, WORKER_PORT: '0', ...variables };
  }
}

async function clientOf(api: HostedPart | TestProcess): Promise<TaskClient> {
  const { url } = await api.line(({ msg }) => msg === 'api is up');
  return new TaskClient(String(url));
}

async function startServers({ broker, ownPostgres = false, database: given, flaky }: SystemOptions) {
  const [database, redis] = await Promise.all([
    ownPostgres ? startOwnPostgres() : (given ?? createDatabase()),
    broker === 'redis' ? startRedis() : null,
  ]);
  return { database, redis, proxies: flaky ? await proxiesBefore(database.url, redis?.url) : null };
}

async function proxiesBefore(database: string, redis?: string): Promise<Proxies> {
  return { database: await FlakyProxy.start(database), redis: redis ? await FlakyProxy.start(redis) : null };
}

function addresses(database: { url: string }, redis: { url: string } | null): Record<string, string> {
  return { DATABASE_URL: database.url, ...(redis && { REDIS_URL: redis.url }) };
}
