import { setTimeout as delay } from 'node:timers/promises';
import type { BrokerName } from '../../test/support/brokers.js';
import { readEvents } from '../../test/support/event-reader.js';
import { OpenAiServer } from '../../test/support/openai-server.js';
import type { BenchRun } from '../bench-run.js';
import { RawQueue } from '../ceilings/bullmq-queue.js';
import type { Figure } from '../figure.js';
import { Product } from '../product.js';
import { percentile } from '../sample.js';
import { timePieces } from './piece-times.js';

const ROUNDS = 60;
const TEXT_ROUNDS = 30;
/** Until a piece of text that a provider sent is with whoever reads the task's events. */
const TEXT_LIMIT_MS = 150;

/** How long one task takes when there is nothing else, and how long a piece of text is on its way. */
export async function latency(run: BenchRun): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const broker of run.brokers) figures.push(...(await on(run, broker)));
  return figures;
}

async function on(run: BenchRun, broker: BrokerName): Promise<Figure[]> {
  const provider = await OpenAiServer.start();
  const closeProvider = run.cleanup.add(() => provider.close());
  const variables = { OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'none', AUTH: 'off' };
  const product = await Product.start(run, { broker, workers: 1, variables });
  const ends = await times(ROUNDS, () => submitAndFollow(product));
  const pieces = await timePieces(product, provider, TEXT_ROUNDS);
  await product.stop();
  await closeProvider();
  return [...endFigures(broker, ends, await rawTimes(run, broker)), ...textFigures(broker, pieces)];
}

async function submitAndFollow({ client, origin }: Product): Promise<void> {
  const { id } = await client.submit({ type: 'demo.calculation', input: { expression: '1 + 2' } });
  for await (const { event, data } of readEvents(`${origin}/api/v1/tasks/${id}/events`)) {
    if (event === 'status' && data['status'] === 'COMPLETED') return;
  }
  throw new Error(`the events of ${id} ended too early`);
}

async function rawTimes(run: BenchRun, broker: BrokerName): Promise<number[]> {
  const servers = await run.servers(broker);
  const worker = run.ceiling('bullmq-worker', servers.variables);
  const queue = new RawQueue(servers.variables);
  await Promise.all([queue.ready(), worker.ask({ expect: 0 })]);
  const measured = await times(ROUNDS, () => queue.addAndFollow());
  await Promise.all([queue.close(), worker.stop()]);
  await servers.stop();
  return measured;
}

/** How long something takes, some times after a few that do not count. */
async function times(rounds: number, work: () => Promise<void>): Promise<number[]> {
  const measured: number[] = [];
  for (let round = -5; round < rounds; round += 1) {
    const from = performance.now();
    await work();
    if (round >= 0) measured.push(performance.now() - from);
    await delay(10 * Math.random()); // in no step with any timer
  }
  return measured;
}

function endFigures(broker: BrokerName, ours: readonly number[], raw: readonly number[]): Figure[] {
  return [0.5, 0.95].map((share) => ({
    name: `POST to COMPLETED seen p${share * 100}, on ${broker}`,
    value: percentile(ours, share),
    unit: 'ms',
    ceilings: [{ name: 'BullMQ, add to completed', value: percentile(raw, share) }],
  }));
}

function textFigures(
  broker: BrokerName,
  { first, later, direct }: Awaited<ReturnType<typeof timePieces>>,
): Figure[] {
  const figure = (name: string, values: readonly number[], share: number): Figure => ({
    name: `${name} ${share === 1 ? 'max' : `p${share * 100}`}, on ${broker}`,
    value: percentile(values, share),
    unit: 'ms',
    ceilings: [{ name: 'read from the provider', value: percentile(direct, share) }],
    limit: TEXT_LIMIT_MS,
  });
  const shares = [0.5, 0.95, 1];
  return [
    ...shares.map((share) => figure('first text', first, share)),
    ...shares.map((share) => figure('later text', later, share)),
  ];
}
