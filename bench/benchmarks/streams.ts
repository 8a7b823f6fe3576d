import { setTimeout as delay } from 'node:timers/promises';
import { memoryGrowthMiB } from '../../test/support/resident-memory.js';
import { until } from '../../test/support/until.js';
import { BareApi } from '../bare-api.js';
import type { BenchRun } from '../bench-run.js';
import type { Figure } from '../figure.js';
import { OpenStreams } from '../open-streams.js';
import { Product } from '../product.js';
import { percentile } from '../sample.js';

const TASK_STREAMS = 900;
const ALL_STREAMS = 100;
const STREAMS = (TASK_STREAMS + ALL_STREAMS).toLocaleString('en');
const MEMORY_LIMIT_MIB = 100;
/** Streams are opened before the tasks become due. */
const DUE_IN_MS = 8_000;
const LIMIT_MS = 60_000;

interface Watched {
  readonly openMiB: number;
  readonly peakMiB: number;
}

/**
 * What a thousand open event streams cost one API process, while nothing happens and while all of them
 * receive events.
 */
export async function streams(run: BenchRun): Promise<Figure[]> {
  const product = await Product.start(run, { broker: run.firstBroker, workers: 1 });
  await warmUp(product);
  const connectionsBefore = await connections(product);
  let connectionsOpen = NaN;
  const all = new OpenStreams();
  const watched = await watch(
    product.api.pid,
    () => openAll(all, product),
    async () => {
      connectionsOpen = await connections(product); // later the worker opens some, to run the tasks
      await until(() => all.count(isCompleted) === TASK_STREAMS * (1 + ALL_STREAMS), LIMIT_MS);
    },
  );
  all.close();
  await product.stop();
  const bare = await bareStreams(run);
  return [
    memory('memory', watched.openMiB, bare.openMiB),
    memory('memory while all receive', watched.peakMiB, bare.peakMiB),
    {
      name: `connections to PostgreSQL, ${STREAMS} streams`,
      value: connectionsOpen,
      unit: 'connections',
      ceilings: [],
      limit: connectionsBefore,
    },
    {
      name: `status to its reader p95, ${STREAMS} streams`,
      value: percentile(all.lagsMs, 0.95),
      unit: 'ms',
      ceilings: [],
    },
  ];
}

function memory(name: string, value: number, bare: number): Figure {
  return {
    name: `${name}, ${STREAMS} streams`,
    value,
    unit: 'MiB',
    ceilings: [{ name: 'Fastify, the same streams', value: bare }],
    limit: MEMORY_LIMIT_MIB,
  };
}

/** Everything that is loaded or connected once. */
async function warmUp({ client, origin }: Product): Promise<void> {
  const some = new OpenStreams();
  await some.open(`${origin}/api/v1/events`);
  for (let round = 0; round < 5; round += 1)
    await Promise.all(Array.from({ length: 20 }, () => client.call('GET', '/tasks')));
  const tasks = await Promise.all(
    Array.from({ length: 20 }, () =>
      client.submit({ type: 'demo.calculation', input: { expression: '1 + 2' } }),
    ),
  );
  await Promise.all(tasks.map(({ id }) => some.open(`${origin}/api/v1/tasks/${id}/events`)));
  await until(() => some.count(isCompleted) === 2 * tasks.length, LIMIT_MS);
  some.close();
  await delay(1_000);
}

async function watch(
  pid: number,
  open: () => Promise<unknown>,
  receive: () => Promise<unknown>,
): Promise<Watched> {
  let openMiB: number | null = NaN;
  const peakMiB = await memoryGrowthMiB(pid, async () => {
    openMiB = await memoryGrowthMiB(pid, () => open().then(() => delay(1_000)));
    await receive();
  });
  return { openMiB: openMiB ?? NaN, peakMiB: peakMiB ?? NaN };
}

async function openAll(all: OpenStreams, { client, origin }: Product): Promise<void> {
  const task = {
    type: 'demo.calculation',
    input: { expression: '1 + 2' },
    runAt: new Date(Date.now() + DUE_IN_MS).toISOString(),
  };
  const { body } = await client.call<{ tasks: { id: string }[] }>('POST', '/tasks/batch', {
    tasks: Array.from({ length: TASK_STREAMS }, () => task),
  });
  for (let opened = 0; opened < ALL_STREAMS; opened += 1) await all.open(`${origin}/api/v1/events`);
  for (const { id } of body.tasks) await all.open(`${origin}/api/v1/tasks/${id}/events`);
}

function isCompleted({ event, data }: { event: string; data: string }): boolean {
  return event === 'status' && data.includes('"COMPLETED"');
}

/** Of the product's processes and the broker. */
async function connections({ database }: Product): Promise<number> {
  const sql = `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'bench'`;
  return (await database.row<{ count: number }>(sql)).count;
}

async function bareStreams(run: BenchRun): Promise<Watched> {
  const bare = await BareApi.start(run);
  const count = TASK_STREAMS + ALL_STREAMS;
  const all = new OpenStreams();
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"event":"status"}',
  };
  await fetch(`${bare.origin}/stream`, init);
  const watched = await watch(
    bare.process.pid,
    async () => {
      for (let opened = 0; opened < count; opened += 1) await all.open(`${bare.origin}/stream`);
    },
    async () => {
      for (let sent = 0; sent < 4; sent += 1) await fetch(`${bare.origin}/stream`, init);
      await until(() => all.count(() => true) === 4 * count, LIMIT_MS);
    },
  );
  all.close();
  await bare.stop();
  return watched;
}
