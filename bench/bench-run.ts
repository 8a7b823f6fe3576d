import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '@app/embedded-postgres';
import type { BrokerName } from '../test/support/brokers.js';
import { makeTemplate } from '../test/support/database-template.mjs';
import { createDatabase } from '../test/support/postgres.js';
import { startRedis } from '../test/support/redis.js';
import { Child, type ChildOptions, TYPESCRIPT } from './child.js';
import { Cleanup } from './cleanup.js';
import type { BenchOptions } from './command-line.js';

/** As on a server: a commit is answered when it is on the disk. */
const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '512MB',
  max_connections: '300',
};

export interface Servers {
  readonly variables: Readonly<Record<string, string>>;
  /** Null where the broker is PostgreSQL. */
  readonly redisPid: number | null;
  readonly stop: () => Promise<void>;
}

/** What the benchmarks of one run share: the database server, a folder, and the end of everything. */
export class BenchRun {
  private constructor(
    readonly options: BenchOptions,
    readonly cleanup: Cleanup,
    private readonly folder: string,
  ) {}

  static async start(options: BenchOptions): Promise<BenchRun> {
    const cleanup = new Cleanup();
    cleanup.onSignals();
    const folder = await mkdtemp(join(tmpdir(), 'task-runner-bench-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    const server = await mkdtemp(join(tmpdir(), 'task-runner-bench-postgres-'));
    const postgres = new EmbeddedPostgres({
      folder: server,
      database: 'postgres',
      temporary: true,
      settings: DURABLE,
    });
    cleanup.add(() => postgres.destroy());
    await postgres.start();
    await makeTemplate(postgres.url);
    process.env.TEST_POSTGRES_URL = postgres.url; // where createDatabase looks
    return new BenchRun(options, cleanup, folder);
  }

  /** Those that were asked for. */
  get brokers(): readonly BrokerName[] {
    return this.options.broker ? [this.options.broker] : ['postgres', 'redis'];
  }

  /** For what does not depend on it. */
  get firstBroker(): BrokerName {
    return this.options.broker ?? 'postgres';
  }

  /** A database of its own, migrated and empty. */
  async database(): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
    const database = await createDatabase();
    return { url: database.url, drop: this.cleanup.add(() => database.drop()) };
  }

  /** The variables by which a process finds its database and its broker, both of their own. */
  async servers(broker: BrokerName): Promise<Servers> {
    const database = await this.database();
    if (broker === 'postgres')
      return { variables: { DATABASE_URL: database.url }, redisPid: null, stop: database.drop };
    const redis = await startRedis();
    const stopRedis = this.cleanup.add(() => redis.destroy());
    return {
      variables: { DATABASE_URL: database.url, REDIS_URL: redis.url },
      redisPid: redis.pid,
      stop: async () => {
        await stopRedis();
        await database.drop();
      },
    };
  }

  /** A process of the product, from dist/; profiled where that was asked for. */
  product(app: 'api' | 'worker', variables: Readonly<Record<string, string>>): Child {
    const { cpuProf } = this.options;
    const profile = cpuProf
      ? ['--cpu-prof', `--cpu-prof-dir=${cpuProf}`, `--cpu-prof-name=${app}-${Date.now()}.cpuprofile`]
      : [];
    return this.child(app, {
      entry: `dist/apps/${app}/src/main.js`,
      execArgv: ['--enable-source-maps', ...profile],
      variables,
    });
  }

  /** A process of ours from a TypeScript file in bench/ceilings. */
  ceiling(name: string, variables: Readonly<Record<string, string>>): Child {
    return this.child(name, { entry: `bench/ceilings/${name}.ts`, execArgv: TYPESCRIPT, variables });
  }

  private child(name: string, options: Omit<ChildOptions, 'logFile'>): Child {
    return new Child(this.cleanup, {
      ...options,
      variables: { DATA_DIR: join(this.folder, 'data'), ...options.variables },
      logFile: join(this.folder, `${name}.log`),
    });
  }
}
