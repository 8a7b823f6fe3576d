import { Notifier, QueueStateRepository, TaskRepository, VitalDatabase } from '@app/persistence';
import { TaskType } from '@app/tasks';
import { IsString } from 'class-validator';
import { Client } from 'pg';
import { FlakyProxy } from '../support/flaky-proxy.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';
import { until } from '../support/until.js';

class Input {
  @IsString() readonly text!: string;
}

let go: (() => void) | undefined;

@TaskType({
  name: 'test.waits',
  queue: 'demo_tasks',
  description: 'x',
  input: Input,
  result: Input,
  maxAttempts: 1,
  examples: { one: { text: 'x' } },
})
class WaitingHandler {
  async run({ input, signal }: { input: Input; signal: AbortSignal }): Promise<Input> {
    await new Promise<void>((resolve, reject) => {
      go = resolve;
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
    return input;
  }
}

const SUBMISSION = { type: 'test.waits', input: { text: 'x' } };
/** What the issue asks for. */
const LIMIT_MS = 10_000;

describe('a database whose connections fall silent', () => {
  let direct: Client;
  let proxy: FlakyProxy;
  let system: SystemInProcess;
  const others: Promise<unknown>[] = [];

  beforeAll(async () => {
    system = await startInProcess([WaitingHandler], async (url) => {
      direct = new Client({ connectionString: url });
      await direct.connect();
      proxy = await FlakyProxy.start(url);
      return { DATABASE_URL: proxy.url, DATABASE_ANSWER_SECONDS: '1', LEASE_SECONDS: '6' };
    });
  });
  afterAll(async () => {
    await Promise.all(others);
    await direct.end();
    proxy.cut();
    await system.stop();
    await proxy.stop();
  });

  const submit = (key?: string) =>
    system.call('POST', '/api/v1/tasks', SUBMISSION, key ? { 'idempotency-key': key } : {});
  const count = async (): Promise<number> =>
    (await direct.query<{ n: number }>('SELECT count(*)::int AS n FROM tasks')).rows[0]?.n ?? 0;

  /** How it ended, may be asked by a connection that is silent: then it is asked again. */
  const run = (id: string): Promise<string> => until(() => system.deliver(id).then(() => id), 3 * LIMIT_MS);

  /** A task whose handler is at work. @returns resolves with its id when it has ended */
  const start = async (): Promise<{ ended: Promise<string>; end: () => void }> => {
    go = undefined;
    const ended = submit().then(({ body }) => run((body as { id: string }).id));
    others.push(ended);
    return { ended, end: await until(() => go, LIMIT_MS) };
  };
  /** Of what runs, by the clock of the database. */
  const leaseLeftMs = async (): Promise<number> => {
    const sql =
      'SELECT extract(epoch FROM lease_expires_at - clock_timestamp())::float8 * 1000 AS ms FROM tasks WHERE lease_token IS NOT NULL';
    return (await direct.query<{ ms: number }>(sql)).rows[0]?.ms ?? 0;
  };

  it('tells those that wait for the silent one, and takes the next submission', async () => {
    proxy.freeze();
    proxy.welcome = 'ignore';
    const answers = await Promise.all([submit(), submit('one')]);
    proxy.welcome = 'serve';
    const away = { status: 503, body: expect.objectContaining({ code: 'database_unavailable' }) };
    expect(answers).toEqual([away, away]);
    expect([(await submit()).status, (await submit('one')).status]).toEqual([201, 201]);
  });

  it('accepts once under a key although the answer to the commit was lost', async () => {
    const lost = await until(async () => {
      const [key, before] = [`lost-${Math.random()}`, await count()];
      proxy.freeze('answers');
      const { status } = await submit(key);
      return status === 503 && (await count()) === before + 1 ? { key, before } : null;
    }, 3 * LIMIT_MS);
    expect((await submit(lost.key)).status).toBe(200); // the task of the first one
    expect(await count()).toBe(lost.before + 1);
  });

  it('closes the silent connection, and none is left half used', async () => {
    const { manager } = system.app.get(VitalDatabase, { strict: false });
    proxy.freeze('answers');
    proxy.welcome = 'refuse';
    await expect(manager.query(`SELECT 'late' AS said`)).rejects.toThrow();
    proxy.welcome = 'serve';
    proxy.thaw();
    const said = await Promise.all(Array.from({ length: 8 }, (_, n) => manager.query(`SELECT ${n} AS said`)));
    expect(said).toEqual(Array.from({ length: 8 }, (_, n) => [{ said: n }]));
  });

  it('ends a transaction whose connection falls silent', async () => {
    const { manager } = system.app.get(VitalDatabase, { strict: false });
    const work = manager.transaction(async (inside) => {
      await inside.query('CREATE TABLE never ()');
      proxy.freeze();
    });
    await expect(work).rejects.toThrow('the connection was closed');
    expect(await manager.query(`SELECT to_regclass('never') AS made`)).toEqual([{ made: null }]);
  });

  /** The connection that it is read by may have been silent too: then it is read again. */
  const read = (id: string): Promise<object> =>
    until(async (): Promise<object | null> => {
      const { status, body } = await system.call('GET', `/api/v1/tasks/${id}`);
      return status === 200 ? body : null;
    }, 3 * LIMIT_MS);

  it('keeps the lease of a task that runs, whose worker settles it in its first attempt', async () => {
    const running = await start();
    const leaseEnd = async (): Promise<Date | null> =>
      (await direct.query<{ at: Date }>('SELECT max(lease_expires_at) AS at FROM tasks')).rows[0]?.at ?? null;
    const before = (await leaseEnd()) as Date;
    proxy.freeze();
    await until(async () => ((await leaseEnd()) ?? before) > before, LIMIT_MS);
    proxy.freeze();
    running.end();
    const id = await running.ended;
    expect(await read(id)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
  });

  it.each([
    ['twice in a row', 'serve'],
    ['and then the connection that is made for the next try', 'ignore'],
  ] as const)('keeps a lease although its heartbeat falls silent %s', async (_, welcome) => {
    const running = await start();
    const repository = system.app.get(TaskRepository, { strict: false });
    const heartbeat = repository.heartbeat.bind(repository);
    const silent: unknown[] = [];
    let leftMs = 0;
    repository.heartbeat = async (...given) => {
      proxy.welcome = silent.length < 2 ? welcome : 'serve';
      if (silent.length < 2) setImmediate(() => proxy.freeze());
      else leftMs ||= await leaseLeftMs();
      return heartbeat(...given).catch((error: unknown) => {
        silent.push(error);
        throw error;
      });
    };
    await until(() => leftMs, 3 * LIMIT_MS);
    Reflect.deleteProperty(repository, 'heartbeat');
    expect(leftMs).toBeGreaterThan(0);
    running.end();
    expect(await read(await running.ended)).toMatchObject({ status: 'COMPLETED', attempts: { made: 1 } });
  });

  it('listens again', async () => {
    const heard: string[] = [];
    system.app.get(Notifier, { strict: false }).on('queue_settings', (payload) => heard.push(payload));
    proxy.freeze();
    const { manager } = system.app.get(VitalDatabase, { strict: false });
    await until(async () => {
      await manager.query(`SELECT pg_notify('queue_settings', 'again')`);
      return heard.includes('again');
    }, 3 * LIMIT_MS);
  });

  it('reads again', async () => {
    proxy.freeze();
    const states = system.app.get(QueueStateRepository, { strict: false });
    await until(() => states.states(), LIMIT_MS);
  });
});
