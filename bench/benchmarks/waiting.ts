import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { memoryGrowthMiB } from '../../test/support/resident-memory.js';
import { until } from '../../test/support/until.js';
import type { BenchRun } from '../bench-run.js';
import { cpuSeconds } from '../cpu-time.js';
import type { Figure } from '../figure.js';
import { Product } from '../product.js';

const WORKERS = 500;
const TYPE = 'bench.waiting';
const QUIET_MS = 10_000;
const LIMIT_MS = 30_000;
const MEMORY_LIMIT_MIB = 50;

/** What workers over HTTP that wait cost one API process: memory, CPU, connections to PostgreSQL. */
export async function waiting(run: BenchRun): Promise<Figure[]> {
  const product = await Product.start(run, { broker: run.firstBroker, workers: 0 });
  const schema = { type: 'object' };
  const type = { queue: 'bench', description: '', input: schema, result: schema };
  await product.client.call('PUT', `/api/v1/task-types/${TYPE}`, type);
  await hold(product, 20, (stop) => stop()); // everything that is loaded or connected once
  await delay(1_000);
  const { pid } = product.api;
  const connectionsBefore = await product.database.connections();
  const cpuIdle = await cpuShare(pid);
  let cpu = NaN;
  let connectionsOpen = NaN;
  const memoryMiB = await memoryGrowthMiB(pid, () =>
    hold(product, WORKERS, async (stop) => {
      cpu = await cpuShare(pid);
      connectionsOpen = await product.database.connections();
      await stop();
    }),
  );
  await product.stop();
  const idle = [{ name: 'nobody waits', value: cpuIdle }];
  const name = `${WORKERS} waiting workers`;
  return [
    { name: `memory, ${name}`, value: memoryMiB ?? NaN, unit: 'MiB', ceilings: [], limit: MEMORY_LIMIT_MIB },
    { name: `CPU, ${name}`, value: cpu, unit: '% of a core', ceilings: idle },
    {
      name: `connections to PostgreSQL, ${name}`,
      value: connectionsOpen,
      unit: 'connections',
      ceilings: [],
      limit: connectionsBefore,
    },
  ];
}

/** While so many claims wait, each on a connection of its own. */
async function hold(
  { origin, database }: Product,
  count: number,
  then: (stop: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const agent = new Agent({ pipelining: 1, bodyTimeout: 0, headersTimeout: 0 });
  const claims = Array.from({ length: count }, (_, index) =>
    request(`${origin}/api/v1/work/claims`, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ worker: { name: `w${index}` }, types: [TYPE], max: 4, waitSeconds: 60 }),
    }).catch(() => undefined),
  );
  const known = 'SELECT count(*)::int FROM workers WHERE $1 = ANY (types)';
  await until(async () => (await database.row<{ count: number }>(known, [TYPE])).count >= count, LIMIT_MS);
  await then(() => agent.destroy());
  await Promise.all(claims);
}

/** Of one core, in percent. */
async function cpuShare(pid: number): Promise<number> {
  const before = cpuSeconds(pid);
  await delay(QUIET_MS);
  return ((cpuSeconds(pid) - before) / (QUIET_MS / 1_000)) * 100;
}
