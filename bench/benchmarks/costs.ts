import { setTimeout as delay } from 'node:timers/promises';
import type { BrokerName } from '../../test/support/brokers.js';
import { until } from '../../test/support/until.js';
import type { BenchRun } from '../bench-run.js';
import { cpuSeconds, parentOf } from '../cpu-time.js';
import type { Figure, Unit } from '../figure.js';
import { HttpLoad } from '../http-load.js';
import { Product } from '../product.js';

const CONNECTIONS = 16;
const QUIET_MS = 10_000;
const LIMIT_MS = 60_000;

interface Kind {
  readonly submission: object;
  readonly perSecond: number;
  readonly warmUp: number;
  readonly tasks: number;
}

const KINDS: Readonly<Record<string, Kind>> = {
  calculation: {
    submission: { type: 'demo.calculation', input: { expression: '1 + 2' } },
    perSecond: 100,
    warmUp: 500,
    tasks: 3_000,
  },
  text: {
    submission: { type: 'ai.text-generation', input: { prompt: 'Write 100 words about queues.' } },
    perSecond: 5,
    warmUp: 20,
    tasks: 150,
  },
};

/** What a task costs, at a steady rate far below what the machine can do; docs/scaling.md reckons with it. */
export async function costs(run: BenchRun): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const broker of run.brokers) {
    for (const [name, kind] of Object.entries(KINDS))
      figures.push(...(await costsOf(run, broker, name, kind)));
  }
  return figures;
}

async function costsOf(run: BenchRun, broker: BrokerName, name: string, kind: Kind): Promise<Figure[]> {
  const variables = { CONCURRENCY: '50' };
  const product = await Product.start(run, { broker, workers: 1, variables });
  const body = JSON.stringify(kind.submission);
  const load = new HttpLoad(product.origin, CONNECTIONS, () => ({
    method: 'POST',
    path: '/api/v1/tasks',
    body,
  }));
  await submit(load, product, kind.warmUp, kind.perSecond);
  const storedBefore = await storedBytes(product);
  const meter = await Meter.of(product);
  const idle = await meter.during(() => delay(QUIET_MS));
  const busy = await meter.during(() => submit(load, product, kind.tasks, kind.perSecond));
  const connections = await product.database.connections();
  const stored = (await storedBytes(product)) - storedBefore;
  await load.close();
  await product.stop();
  const figure = (what: string, value: number, unit: Unit): Figure => ({
    name: `${what}, ${name}, on ${broker}`,
    value,
    unit,
    ceilings: [],
  });
  const perTask = (all: number, quiet: number): number =>
    ((all - (quiet * busy.seconds) / idle.seconds) / kind.tasks) * 1_000;
  return [
    ...PARTS.map((part) => figure(`${part}, CPU a task`, perTask(busy.cpu[part], idle.cpu[part]), 'ms')),
    ...PARTS.map((part) =>
      figure(`${part}, CPU at rest`, (idle.cpu[part] / idle.seconds) * 100, '% of a core'),
    ),
    figure(
      'WAL a task',
      (busy.walBytes - (idle.walBytes * busy.seconds) / idle.seconds) / kind.tasks,
      'bytes',
    ),
    figure('stored a task', stored / kind.tasks, 'bytes'),
    figure('API and worker', connections, 'connections'),
  ];
}

/** At the rate, and until all have ended. */
async function submit(
  load: HttpLoad,
  { database }: Product,
  tasks: number,
  perSecond: number,
): Promise<void> {
  const began = performance.now();
  let sent = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      for (let number = sent++; number < tasks; number = sent++) {
        await delay(Math.max(0, began + (number / perSecond) * 1_000 - performance.now()));
        await load.call(connection);
      }
    }),
  );
  await until(async () => (await database.row<{ done: boolean }>(DONE)).done, LIMIT_MS);
}

/** As it is an hour later, when pieces of text are gone. */
async function storedBytes({ database }: Product): Promise<number> {
  for (const statement of PIECES_GONE) await database.rows(statement);
  return (await database.row<{ bytes: number }>(STORED)).bytes;
}

const PARTS = ['API', 'worker', 'PostgreSQL', 'Redis'] as const;

interface Used {
  readonly seconds: number;
  readonly cpu: Readonly<Record<(typeof PARTS)[number], number>>;
  readonly walBytes: number;
}

/** Reads what the parts have used so far. */
class Meter {
  private constructor(
    private readonly product: Product,
    private readonly pids: Readonly<Record<(typeof PARTS)[number], number | null>>,
  ) {}

  static async of(product: Product): Promise<Meter> {
    const { pid } = await product.database.row<{ pid: number }>(OWN_BACKEND);
    return new Meter(product, {
      API: product.api.pid,
      worker: product.worker?.pid ?? null,
      PostgreSQL: parentOf(pid), // all connections are its children
      Redis: product.redisPid,
    });
  }

  async during(work: () => Promise<unknown>): Promise<Used> {
    const before = await this.read();
    await work();
    const after = await this.read();
    const cpu = Object.fromEntries(PARTS.map((part) => [part, after.cpu[part] - before.cpu[part]]));
    return {
      seconds: after.seconds - before.seconds,
      cpu: cpu as Used['cpu'],
      walBytes: after.walBytes - before.walBytes,
    };
  }

  private async read(): Promise<Used> {
    const { bytes } = await this.product.database.row<{ bytes: number }>(WAL);
    const cpu = PARTS.map((part) => {
      const pid = this.pids[part];
      return [part, pid === null ? 0 : cpuSeconds(pid)];
    });
    return {
      seconds: performance.now() / 1_000,
      cpu: Object.fromEntries(cpu) as Used['cpu'],
      walBytes: bytes,
    };
  }
}

const DONE = 'SELECT NOT EXISTS (SELECT FROM tasks WHERE finished_at IS NULL) AS done';

const OWN_BACKEND = 'SELECT pg_backend_pid() AS pid';

const WAL = `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS bytes`;

const PIECES_GONE = [
  `DELETE FROM task_events WHERE event = 'delta'`,
  'DELETE FROM task_texts',
  'VACUUM FULL',
];

const STORED = `
  SELECT sum(pg_total_relation_size(relid))::float8 AS bytes FROM pg_stat_user_tables WHERE schemaname = 'public'`;
