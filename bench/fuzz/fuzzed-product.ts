import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '@app/embedded-postgres';
import { startOwnPostgres } from '../../test/support/postgres.js';
import { until } from '../../test/support/until.js';
import { Child } from '../child.js';
import type { Cleanup } from '../cleanup.js';

const START_LIMIT_MS = 60_000;
const MEMORY = ['--expose-gc', '--import', pathToFileURL(resolve('bench/fuzz/memory-on-request.mjs')).href];
export const KEY = 'a-long-enough-key-of-fuzzer';

export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** An API and a worker, from dist/, on a PostgreSQL of their own. */
export class FuzzedProduct {
  private constructor(
    readonly origin: string,
    private readonly api: Child,
    private readonly worker: Child,
    private readonly folder: string,
  ) {}

  static async start(cleanup: Cleanup): Promise<FuzzedProduct> {
    const folder = await mkdtemp(join(tmpdir(), 'task-runner-fuzz-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startOwnPostgres();
    cleanup.add(() => postgres.destroy());
    const [port, workerPort] = [await freePort(), await freePort()];
    const variables = {
      DATABASE_URL: postgres.url,
      DATA_DIR: join(folder, 'data'),
      API_KEYS: `fuzzer:${KEY}:admin`,
      WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true', // to a closed port of this machine, so that nothing leaves it
      WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
      LOG_FORMAT: 'json',
      LOG_LEVEL: 'error',
      PORT: String(port),
      WORKER_PORT: String(workerPort),
    };
    const [api, worker] = (['api', 'worker'] as const).map(
      (app) =>
        new Child(cleanup, {
          entry: `dist/apps/${app}/src/main.js`,
          execArgv: MEMORY,
          variables,
          logFile: join(folder, `${app}.log`),
        }),
    ) as [Child, Child];
    await Promise.all([ready(api, port), ready(worker, workerPort)]);
    return new FuzzedProduct(`http://127.0.0.1:${port}`, api, worker, folder);
  }

  /** After all was collected that can be. */
  async memory(): Promise<Record<'api' | 'worker', Memory>> {
    return {
      api: await this.api.ask<Memory>({ memory: true }),
      worker: await this.worker.ask<Memory>({ memory: true }),
    };
  }

  /** Where each part logs its errors. */
  logOf(app: 'api' | 'worker'): string {
    return join(this.folder, `${app}.log`);
  }

  /** @throws once a part has ended */
  failed(): Promise<never> {
    return Promise.race([this.api.failed(), this.worker.failed()]);
  }
}

async function ready(child: Child, port: number): Promise<void> {
  const isReady = async (): Promise<boolean> =>
    (await fetch(`http://127.0.0.1:${port}/health/ready`)).status === 200;
  await Promise.race([until(isReady, START_LIMIT_MS), child.failed()]);
}
