import { freePort } from '@app/embedded-postgres';
import { Audit } from '../../test/support/audit.js';
import type { BrokerName } from '../../test/support/brokers.js';
import { FlakyProxy } from '../../test/support/flaky-proxy.js';
import { TaskClient } from '../../test/support/task-client.js';
import { until } from '../../test/support/until.js';
import type { BenchRun } from '../bench-run.js';
import type { Child } from '../child.js';

const START_LIMIT_MS = 60_000;
const PARTS = ['api', 'api', 'worker', 'worker'] as const;
/** Enough slots that long texts do not fill them all. */
const CONCURRENCY = '100';

/** Two APIs and two workers, as on servers, with a proxy before each of their servers. */
export class SoakedSystem {
  private constructor(
    readonly broker: BrokerName,
    readonly parts: readonly { readonly name: string; readonly child: Child }[],
    readonly clients: readonly TaskClient[],
    readonly proxies: readonly FlakyProxy[],
    readonly audit: Audit,
  ) {}

  static async start(run: BenchRun, broker: BrokerName): Promise<SoakedSystem> {
    const { variables } = await run.servers(broker);
    const audit = await Audit.install(String(variables['DATABASE_URL']));
    const proxies: FlakyProxy[] = [];
    const proxied: Record<string, string> = { LOG_FORMAT: 'json', LOG_LEVEL: 'warn', CONCURRENCY };
    for (const [name, url] of Object.entries(variables)) {
      const proxy = await FlakyProxy.start(url);
      run.cleanup.add(() => proxy.stop());
      proxies.push(proxy);
      proxied[name] = proxy.url;
    }
    const ports = await Promise.all(PARTS.map(() => freePort()));
    const parts = PARTS.map((app, index) => {
      const port = String(ports[index]);
      return {
        name: `${app}, port ${port}`,
        child: run.product(app, { ...proxied, [app === 'api' ? 'PORT' : 'WORKER_PORT']: port }),
      };
    });
    await Promise.all(parts.map(({ child }, index) => ready(child, Number(ports[index]))));
    const clients = PARTS.flatMap((app, index) =>
      app === 'api' ? [new TaskClient(`http://127.0.0.1:${ports[index]}`)] : [],
    );
    return new SoakedSystem(broker, parts, clients, proxies, audit);
  }

  /** @throws once a part has ended */
  failed(): Promise<never> {
    return Promise.race(this.parts.map(({ child }) => child.failed()));
  }
}

async function ready(child: Child, port: number): Promise<void> {
  const health = `http://127.0.0.1:${port}/health/ready`;
  await Promise.race([
    until(async () => (await fetch(health)).status === 200, START_LIMIT_MS),
    child.failed(),
  ]);
}
