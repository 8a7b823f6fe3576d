import { resolve } from 'node:path';
import { Audit } from './audit.js';
import type { BrokerName } from './brokers.js';
import { FlakyProxy } from './flaky-proxy.js';
import { createDatabase, type OwnPostgres, startOwnPostgres, type TestDatabase } from './postgres.js';
import { startRedis, type TestRedis } from './redis.js';
import { TaskClient } from './task-client.js';
import { TestProcess } from './test-process.js';

const ENTRY = (app: 'api' | 'worker'): string => resolve(`dist/apps/${app}/src/main.js`);

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
  readonly variables?: Readonly<Record<string, string>>;
}

interface Proxies {
  readonly database: FlakyProxy;
  readonly redis: FlakyProxy | null;
}

/** The product as it runs on servers: API and workers as processes, a database and a broker that no other test sees. */
export class TestSystem {
  readonly apis: TestProcess[] = [];
  readonly workers: TestProcess[] = [];
  client!: TaskClient;
  audit!: Audit;
  /** Where the system is flaky. */
  proxies: Proxies | null = null;

  private constructor(
    readonly variables: Readonly<Record<string, string>>,
    readonly redis: TestRedis | null,
    readonly postgres: OwnPostgres | null,
    private readonly release: () => Promise<void>,
  ) {}

  static async start({ workers = 1, variables = {}, ...servers }: SystemOptions): Promise<TestSystem> {
    const { database, redis, proxies } = await startServers(servers);
    const release = 'drop' in database ? () => database.drop() : () => database.destroy();
    const all = { ...addresses(proxies?.database ?? database, proxies?.redis ?? redis), ...variables };
    const system = new TestSystem(all, redis, 'restart' in database ? database : null, release);
    system.proxies = proxies;
    system.audit = await Audit.install(database.url);
    const [api] = await Promise.all([system.startApi(), ...Array.from({ length: workers }, () => system.startWorker())]);
    system.client = api.client;
    return system;
  }

  async startApi(variables: Readonly<Record<string, string>> = {}): Promise<{ process: TestProcess; client: TaskClient }> {
    const process = new TestProcess(ENTRY('api'), [], { ...this.variables, PORT: '0', ...variables });
    this.apis.push(process);
    const { url } = await process.line(({ msg }) => msg === 'api is up');
    return { process, client: new TaskClient(String(url)) };
  }

  async startWorker(variables: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Promise<TestProcess> {
    const process = new TestProcess(ENTRY('worker'), args, { ...this.variables, WORKER_PORT: '0', ...variables });
    this.workers.push(process);
    await process.line(({ msg }) => msg === 'worker is up');
    return process;
  }

  /** Where a worker serves its health. */
  async urlOf(worker: TestProcess): Promise<string> {
    return String((await worker.line(({ msg }) => msg === 'worker is up')).url);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers].map((process) => process.kill9()));
    for (const proxy of [this.proxies?.database, this.proxies?.redis]) await proxy?.stop();
    await this.redis?.destroy();
    await this.release();
  }
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
