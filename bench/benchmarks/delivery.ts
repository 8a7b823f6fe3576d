import { setTimeout as delay } from 'node:timers/promises';
import type { BrokerName } from '../../test/support/brokers.js';
import type { BenchRun } from '../bench-run.js';
import { RawQueue } from '../ceilings/bullmq-queue.js';
import type { RawRun } from '../ceilings/bullmq-worker.js';
import type { Figure } from '../figure.js';
import { Product } from '../product.js';
import { percentile } from '../sample.js';

const TASKS = 5_000;
const WARM_UP = 300;
const BATCH = 1_000;
/** A machine that is too slow for all of them is measured by those that it ran in this time. */
const LIMIT_MS = 30_000;
const POLL_MS = 100;
const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 };

type Waits = Readonly<Record<keyof typeof SHARES, number>>;

interface Delivered {
  readonly perSecond: number;
  readonly waitMs: Waits;
}

/** How fast a backlog is run by one worker with ten slots, from the first submission to the last end. */
export async function delivery(run: BenchRun): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const broker of run.brokers)
    figures.push(...figuresOf(broker, await byProduct(run, broker), await byBullMq(run, broker)));
  return figures;
}

async function byProduct(run: BenchRun, broker: BrokerName): Promise<Delivered> {
  const product = await Product.start(run, { broker, workers: 1 });
  await deliver(product, WARM_UP);
  const since = await deliver(product, TASKS);
  const { ended, durationMs, ...waitMs } = await product.database.row<
    Waits & { ended: number; durationMs: number }
  >(FIGURES, [since]);
  await product.stop();
  return { perSecond: (ended / durationMs) * 1000, waitMs };
}

export interface Submitted {
  readonly type: string;
  readonly input: object;
}

const CALCULATION: Submitted = { type: 'demo.calculation', input: { expression: '1 + 2' } };

/** How many tasks of a backlog end a second, whoever runs them. */
export async function backlogBy(product: Product, submitted: Submitted): Promise<number> {
  await deliver(product, WARM_UP, submitted);
  const since = await deliver(product, TASKS, submitted);
  const { ended, durationMs } = await product.database.row<{ ended: number; durationMs: number }>(FIGURES, [
    since,
  ]);
  return (ended / durationMs) * 1000;
}

/** @returns an instant before the first of them */
async function deliver(
  { client, database }: Product,
  count: number,
  submitted: Submitted = CALCULATION,
): Promise<Date> {
  const { now } = await database.row<{ now: Date }>('SELECT now()');
  for (let sent = 0; sent < count; sent += BATCH) {
    const tasks = Array<Submitted>(Math.min(BATCH, count - sent)).fill(submitted);
    const { status } = await client.call('POST', '/tasks/batch', { tasks });
    if (status !== 201) throw new Error(`a batch was answered with ${status}`);
  }
  for (const deadline = Date.now() + LIMIT_MS; Date.now() < deadline; await delay(POLL_MS)) {
    if ((await database.row<{ done: boolean }>(DONE)).done) break;
  }
  return now;
}

async function byBullMq(run: BenchRun, broker: BrokerName): Promise<Delivered> {
  const servers = await run.servers(broker);
  const worker = run.ceiling('bullmq-worker', servers.variables);
  const queue = new RawQueue(servers.variables);
  await Promise.all([queue.ready(), worker.ask({ expect: 0 })]);
  await runRaw(queue, WARM_UP);
  const { durationMs, waitsMs } = await runRaw(queue, TASKS);
  await Promise.all([queue.close(), worker.stop()]);
  await servers.stop();
  const waitMs = Object.fromEntries(
    Object.entries(SHARES).map(([name, share]) => [name, percentile(waitsMs, share)]),
  ) as unknown as Waits;
  return { perSecond: (TASKS / durationMs) * 1000, waitMs };

  async function runRaw(to: RawQueue, count: number): Promise<RawRun> {
    const ended = worker.ask<RawRun>({ expect: count });
    await to.add(count);
    return ended;
  }
}

function figuresOf(broker: BrokerName, ours: Delivered, raw: Delivered): Figure[] {
  const ceiling = (value: number): Figure['ceilings'] => [{ name: 'BullMQ, empty processor', value }];
  const waits = (Object.keys(SHARES) as (keyof Waits)[]).map((name): Figure => ({
    name: `wait ${name}, on ${broker}`,
    value: ours.waitMs[name],
    unit: 'ms',
    ceilings: ceiling(raw.waitMs[name]),
  }));
  return [
    {
      name: `${TASKS.toLocaleString('en')} tasks, on ${broker}`,
      value: ours.perSecond,
      unit: '/s',
      ceilings: ceiling(raw.perSecond),
    },
    ...waits,
  ];
}

const DONE = 'SELECT NOT EXISTS (SELECT FROM tasks WHERE finished_at IS NULL) AS done';

const WAIT_MS = 'extract(epoch FROM started_at - created_at) * 1000';

const FIGURES = `
  SELECT count(finished_at)::float8 AS ended, (extract(epoch FROM max(finished_at) - min(created_at)) * 1000)::float8 AS "durationMs",
    ${Object.entries(SHARES)
      .map(
        ([name, share]) =>
          `(percentile_cont(${share}) WITHIN GROUP (ORDER BY ${WAIT_MS}))::float8 AS ${name}`,
      )
      .join(', ')}
  FROM tasks WHERE created_at >= $1`;
