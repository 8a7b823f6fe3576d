import { WatchedClient } from '@app/persistence';
import { type TaskHandler, TaskRunner, TaskType } from '@app/tasks';
import { Client } from 'pg';
import { describeWithOldPostgres } from '../support/old-postgres.js';
import { type PostgresPair, startPostgresPair } from '../support/postgres-pair.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';
import { until } from '../support/until.js';

const LIMIT_MS = 60_000;

class Nothing {}

let finish: () => void = () => undefined;

@TaskType({
  name: 'test.long',
  queue: 'demo_tasks',
  description: 'x',
  input: Nothing,
  result: Nothing,
  examples: {},
})
class LongHandler implements TaskHandler<Nothing, Nothing> {
  run(): Promise<Nothing> {
    return new Promise((resolve) => (finish = () => resolve({})));
  }
}

describeWithOldPostgres('a standby that takes over', () => {
  let pair: PostgresPair;
  const systems: SystemInProcess[] = [];
  beforeAll(async () => void (pair = await startPostgresPair()));
  afterAll(async () => {
    finish(); // else a failed test would be waited for
    await Promise.allSettled(systems.map((system) => system.stop()));
    await pair.destroy();
  });

  const start = async (): Promise<SystemInProcess> => {
    const system = await startInProcess([LongHandler], {
      DATABASE_URL: bothOf('read-write'),
      LEASE_SECONDS: '3',
    });
    systems.push(system);
    return system;
  };
  const ask = async <Row extends object>(url: string, sql: string, ...values: unknown[]): Promise<Row[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  };

  const connect = async (address: string): Promise<WatchedClient> => {
    const client = new WatchedClient({
      connectionString: address,
      answerLimitMs: LIMIT_MS,
      connectionTimeoutMillis: LIMIT_MS,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  /** The standby first, so that its place is not what decides. */
  const bothOf = (attributes: string, database = 'task_runner'): string => {
    const [standby, first] = [new URL(pair.standbyUrl), new URL(pair.url)];
    return `postgres://${first.username}:${first.password}@${standby.host},${first.host}/${database}?target_session_attrs=${attributes}`;
  };

  it.each([
    ['any', 'standby'],
    ['read-write', 'url'],
    ['primary', 'url'],
    ['read-only', 'standby'],
    ['standby', 'standby'],
    ['prefer-standby', 'standby'],
  ])('is told from the primary by target_session_attrs=%s', async (attributes, place) => {
    const client = await connect(bothOf(attributes));
    expect(String(client.port)).toBe(new URL(place === 'url' ? pair.url : pair.standbyUrl).port);
    await client.end();
  });

  it('is left by a connection whose write it refuses', async () => {
    const client = await connect(bothOf('any'));
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    await expect(client.query('CREATE TABLE refused ()')).rejects.toMatchObject({ code: '25006' });
    await expect(client.query('SELECT 1')).rejects.toThrow();
    await ended;
  });

  it('is no way around wrong credentials', async () => {
    const address = bothOf('read-write', 'no_such_database');
    await expect(connect(address)).rejects.toMatchObject({ code: '3D000' });
  });

  it('takes no task from a worker that lives, although another process starts just then', async () => {
    const worker = await start();
    const { body } = await worker.call('POST', '/api/v1/tasks', {
      type: 'test.long',
      input: {},
      maxAttempts: 1,
    });
    const { id } = body as { id: string };
    const ran = worker.app.get(TaskRunner, { strict: false }).run({ id, delivery: 0 });
    await until(
      () => first(ask(pair.standbyUrl, `SELECT FROM tasks WHERE id = $1 AND status = 'PROCESSING'`, id)),
      LIMIT_MS,
    );
    await pair.loseFirst();
    await until(
      () =>
        first(
          ask(
            pair.standbyUrl,
            'SELECT FROM tasks WHERE id = $1 AND lease_expires_at < clock_timestamp()',
            id,
          ),
        ),
      LIMIT_MS,
    );
    await pair.promote();
    const [{ passes }] = (await ask(pair.url, 'SELECT count(*)::int AS passes FROM reconciler_passes')) as [
      { passes: number },
    ];
    await start();
    await until(async () => {
      const [now] = await ask<{ passes: number }>(
        pair.url,
        'SELECT count(*)::int AS passes FROM reconciler_passes',
      );
      return now && now.passes > passes; // the process that has just started has looked for ended leases
    }, LIMIT_MS);
    await until(
      () =>
        first(ask(pair.url, 'SELECT FROM tasks WHERE id = $1 AND lease_expires_at > clock_timestamp()', id)),
      LIMIT_MS,
    );
    finish();
    await ran;
    const [attempt, ...others] = await ask(
      pair.url,
      'SELECT number, outcome FROM task_attempts WHERE task_id = $1',
      id,
    );
    expect([attempt, others]).toEqual([{ number: 1, outcome: 'completed' }, []]);
    const taken = systems
      .flatMap(({ log }) => log)
      .filter(({ message, msg }) => String(message ?? msg).includes('taken from workers'));
    expect(taken).toEqual([]);
  });
});

async function first(rows: Promise<object[]>): Promise<object | undefined> {
  return (await rows)[0];
}
