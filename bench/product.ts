import { freePort } from '@app/embedded-postgres';
import type { BrokerName } from '../test/support/brokers.js';
import { TaskClient } from '../test/support/task-client.js';
import { until } from '../test/support/until.js';
import type { BenchRun } from './bench-run.js';
import type { Child } from './child.js';
import { Database } from './database.js';

const START_LIMIT_MS = 60_000;

export interface ProductOptions {
  readonly broker: BrokerName;
  /** None where it is 0. */
  readonly workers: 0 | 1;
  readonly variables?: Readonly<Record<string, string>>;
  /** Done to the database before anything starts. */
  readonly prepare?: (database: Database) => Promise<void>;
}

/**
 * The product as it runs on a server: an API, a worker, logs into files, a database and a broker of its own.
 */
export class Product {
  readonly client: TaskClient;

  private constructor(
    readonly api: Child,
    readonly worker: Child | null,
    /** Null where the broker is PostgreSQL. */
    readonly redisPid: number | null,
    readonly origin: string,
    readonly databaseUrl: string,
    readonly database: Database,
    readonly stop: () => Promise<void>,
  ) {
    this.client = new TaskClient(origin);
  }

  static async start(
    run: BenchRun,
    { broker, workers, variables = {}, prepare }: ProductOptions,
  ): Promise<Product> {
    const servers = await run.servers(broker);
    const databaseUrl = String(servers.variables['DATABASE_URL']);
    const database = await Database.connect(databaseUrl);
    await prepare?.(database);
    const [port, workerPort] = [await freePort(), await freePort()];
    const shared = { LOG_FORMAT: 'json', ...servers.variables, ...variables };
    const api = run.product('api', { ...shared, PORT: String(port) });
    const worker = workers ? run.product('worker', { ...shared, WORKER_PORT: String(workerPort) }) : null;
    await ready(api, port);
    if (worker) await ready(worker, workerPort);
    return new Product(
      api,
      worker,
      servers.redisPid,
      `http://127.0.0.1:${port}`,
      databaseUrl,
      database,
      async () => {
        await database.close();
        await Promise.all([api.stop(), worker?.stop()]);
        await servers.stop();
      },
    );
  }
}

async function ready(child: Child, port: number): Promise<void> {
  const health = `http://127.0.0.1:${port}/health/ready`;
  await Promise.race([
    until(async () => (await fetch(health)).status === 200, START_LIMIT_MS),
    child.failed(),
  ]);
}
