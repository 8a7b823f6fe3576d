import { until } from '../../test/support/until.js';
import { BareApi } from '../bare-api.js';
import type { BenchRun } from '../bench-run.js';
import { type Database } from '../database.js';
import type { Ceiling, Figure } from '../figure.js';
import { HttpLoad } from '../http-load.js';
import { alternately, type Load, warmUp } from '../load.js';
import { Product } from '../product.js';
import { type SqlCall, SqlLoad } from '../sql-load.js';
import { RARE_WORD, writeTasks } from './many-tasks.js';

const CONNECTIONS = 16;
const IDS = 1_000;
const LIMIT_MS = 120_000;

interface Read {
  readonly name: string;
  readonly path: (number: number) => string;
  /** The query behind it, for the ceiling of a read that has one. */
  readonly sql?: (number: number) => SqlCall;
}

/** How fast tasks are listed, found and counted among many. */
export async function reads(run: BenchRun): Promise<Figure[]> {
  const product = await Product.start(run, {
    broker: run.firstBroker,
    workers: 0,
    prepare: (database) => writeTasks(database, run.options.tasks),
  });
  const bare = await BareApi.start(run);
  await until(async () => (await product.database.row<{ done: boolean }>(COUNTED)).done, LIMIT_MS);
  const warming = new HttpLoad(product.origin, CONNECTIONS, () => ({
    method: 'GET',
    path: '/api/v1/tasks?limit=5',
  }));
  await warmUp(warming);
  await warming.close();
  const figures: Figure[] = [];
  for (const read of await allReads(product.database)) figures.push(...(await measure(product, bare, read)));
  await Promise.all([bare.stop(), product.stop()]);
  return figures;
}

async function measure(product: Product, bare: BareApi, { name, path, sql }: Read): Promise<Figure[]> {
  await bare.gives('read', (await product.client.call('GET', path(0))).body);
  let number = 0;
  const api = new HttpLoad(product.origin, CONNECTIONS, (call) => ({ method: 'GET', path: path(call) }));
  const fastify = new HttpLoad(bare.origin, CONNECTIONS, () => ({ method: 'GET', path: '/answers/read' }));
  const query = sql ? await SqlLoad.connect(product.databaseUrl, CONNECTIONS, () => sql(number++)) : null;
  const measured: Record<string, Load> = await alternately<string>(
    query ? { api, fastify, query } : { api, fastify },
  );
  await Promise.all([api.close(), fastify.close(), query?.close()]);
  return [
    figure('/s', ({ perSecond }) => perSecond, name),
    figure('ms', ({ p95Ms }) => p95Ms, `${name}, p95`),
  ];

  function figure(unit: '/s' | 'ms', of: (load: Load) => number, figureName: string): Figure {
    const ceilings: Ceiling[] = [];
    if (measured['query']) ceilings.push({ name: 'the query by pg', value: of(measured['query']) });
    if (measured['fastify'])
      ceilings.push({ name: 'Fastify, the same JSON', value: of(measured['fastify']) });
    return { name: figureName, value: of(measured['api'] as Load), unit, ceilings };
  }
}

async function allReads(database: Database): Promise<Read[]> {
  const rows = await database.rows<{ id: string }>(
    'SELECT id FROM tasks ORDER BY hashtext(id::text) LIMIT $1',
    [IDS],
  );
  const idOf = (number: number): string => rows[number % rows.length]?.id ?? '';
  return [
    {
      name: 'GET /tasks/{id}',
      path: (number) => `/api/v1/tasks/${idOf(number)}`,
      sql: (number) => ({ sql: 'SELECT * FROM tasks WHERE id = $1', parameters: [idOf(number)] }),
    },
    { name: 'GET /tasks', path: () => '/api/v1/tasks', sql: () => list('true') },
    {
      name: 'GET /tasks?status=&type=',
      path: () => '/api/v1/tasks?status=FAILED&type=ai.text-generation',
      sql: () => list('status = ANY($1) AND type = ANY($2)', ['FAILED'], ['ai.text-generation']),
    },
    {
      name: 'GET /tasks?search=',
      path: () => `/api/v1/tasks?search=${RARE_WORD}`,
      sql: () => list('id IN (SELECT task_id FROM task_search WHERE text ILIKE $1)', `%${RARE_WORD}%`),
    },
    { name: 'GET /stats?window=24h', path: () => '/api/v1/stats?window=24h' },
  ];
}

function list(where: string, ...parameters: unknown[]): SqlCall {
  return { sql: `SELECT * FROM tasks WHERE ${where} ORDER BY created_at DESC, id DESC LIMIT 51`, parameters };
}

/** The statistics of all full minutes are there. */
const COUNTED = `SELECT rolled_up_to > now() - interval '3 minutes' AS done FROM statistics_state`;
