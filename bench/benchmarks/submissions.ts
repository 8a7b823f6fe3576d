import { randomUUID } from 'node:crypto';
import { BareApi } from '../bare-api.js';
import type { BenchRun } from '../bench-run.js';
import { INSERT_TASK, INSERT_TASKS, newRow, newRows } from '../ceilings/raw-insert.js';
import type { Figure } from '../figure.js';
import { type HttpCall, HttpLoad } from '../http-load.js';
import { alternately, type Load, warmUp } from '../load.js';
import { Product } from '../product.js';
import { SqlLoad } from '../sql-load.js';

const CONNECTIONS = [16, 64];
const BATCH = 100;
const BATCH_CONNECTIONS = 4;

const INPUT = { expression: '(1 + 2.5) * 4 ^ 3 / 7' };
const TASK = { type: 'demo.calculation', input: INPUT };
const ONE = JSON.stringify(TASK);
const MANY = JSON.stringify({ tasks: Array.from({ length: BATCH }, () => TASK) });
const JSON_PATH = '/api/v1/tasks';

const post = (path: string, body: string): HttpCall => ({ method: 'POST', path, body });
const keyed = (): HttpCall => ({ ...post(JSON_PATH, ONE), headers: { 'idempotency-key': randomUUID() } });

interface Sides {
  readonly product: Product;
  readonly bare: BareApi;
  /** A database that the product does not see. */
  readonly databaseUrl: string;
}

/** How many tasks are accepted a second; no worker runs, and what is accepted stays. */
export async function submissions(run: BenchRun): Promise<Figure[]> {
  const product = await Product.start(run, { broker: run.firstBroker, workers: 0 });
  const database = await run.database();
  const bare = await BareApi.start(run, database.url);
  const sides = { product, bare, databaseUrl: database.url };
  await bare.gives('task', await product.client.submit(TASK));
  await bare.gives('tasks', (await product.client.call('POST', '/tasks/batch', MANY)).body);
  await warmUpBoth(sides);
  const figures: Figure[] = [];
  for (const connections of CONNECTIONS) figures.push(...(await singly(sides, connections)));
  figures.push(await inBatches(sides));
  await Promise.all([bare.stop(), product.stop()]);
  await database.drop();
  return figures;
}

async function warmUpBoth({ product, bare }: Sides): Promise<void> {
  const loads = [
    new HttpLoad(product.origin, 64, () => post(JSON_PATH, ONE)),
    new HttpLoad(bare.origin, 64, () => post('/insert', ONE)),
  ];
  await warmUp(...loads);
  await Promise.all(loads.map((load) => load.close()));
}

async function singly({ product, bare, databaseUrl }: Sides, connections: number): Promise<Figure[]> {
  const loads = {
    plain: new HttpLoad(product.origin, connections, () => post(JSON_PATH, ONE)),
    keyed: new HttpLoad(product.origin, connections, keyed),
    insert: await SqlLoad.connect(databaseUrl, connections, () => ({
      sql: INSERT_TASK,
      parameters: newRow({ input: INPUT }),
    })),
    fastify: new HttpLoad(bare.origin, connections, () => post('/answers/task', ONE)),
    both: new HttpLoad(bare.origin, connections, () => post('/insert', ONE)),
  };
  const measured = await alternately(loads);
  await Promise.all(Object.values(loads).map((load) => load.close()));
  const ceilings = [
    ceiling('INSERT by pg', measured.insert),
    ceiling('Fastify, JSON only', measured.fastify),
    ceiling('Fastify and INSERT', measured.both),
  ];
  return [
    {
      name: `POST /tasks, ${connections} connections`,
      value: measured.plain.perSecond,
      unit: '/s',
      ceilings,
    },
    {
      name: `POST /tasks with Idempotency-Key, ${connections} connections`,
      value: measured.keyed.perSecond,
      unit: '/s',
      ceilings,
    },
  ];
}

async function inBatches({ product, bare, databaseUrl }: Sides): Promise<Figure> {
  const inputs = Array.from({ length: BATCH }, () => INPUT);
  const loads = {
    batch: new HttpLoad(product.origin, BATCH_CONNECTIONS, () => post(`${JSON_PATH}/batch`, MANY)),
    insert: await SqlLoad.connect(databaseUrl, BATCH_CONNECTIONS, () => ({
      sql: INSERT_TASKS,
      parameters: [newRows(inputs)],
    })),
    fastify: new HttpLoad(bare.origin, BATCH_CONNECTIONS, () => post('/answers/tasks', MANY)),
  };
  const measured = await alternately(loads);
  await Promise.all(Object.values(loads).map((load) => load.close()));
  return {
    name: `tasks by POST /tasks/batch of ${BATCH}, ${BATCH_CONNECTIONS} connections`,
    value: measured.batch.perSecond * BATCH,
    unit: '/s',
    ceilings: [
      ceiling(`INSERT of ${BATCH} by pg`, measured.insert, BATCH),
      ceiling('Fastify, JSON only', measured.fastify, BATCH),
    ],
  };
}

function ceiling(name: string, { perSecond }: Load, times = 1): { name: string; value: number } {
  return { name, value: perSecond * times };
}
