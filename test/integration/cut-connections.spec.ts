import { type TaskHandler, TaskRunner, TaskType } from '@app/tasks';
import { Client } from 'pg';
import { FlakyProxy } from '../support/flaky-proxy.js';
import { RowLock } from '../support/row-lock.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';
import { until } from '../support/until.js';

type Method = 'claim' | 'settle';
type End = 'FIN' | 'RST';

interface Task {
  readonly status: string;
  readonly delivery: number;
  readonly lease_expires_at: Date;
}

class Nothing {}

/** What happens to the connections while the handler runs. */
let meanwhile: () => Promise<void> = async () => undefined;

@TaskType({
  name: 'test.nothing',
  queue: 'demo_tasks',
  description: 'x',
  input: Nothing,
  result: Nothing,
  examples: {},
})
class NothingHandler implements TaskHandler<Nothing, Nothing> {
  async run(): Promise<Nothing> {
    await meanwhile();
    return {};
  }
}

/** Held by the server's side, so that the statement of a worker has begun and is not committed. */
const HELD_UP = {
  claim: 'SELECT pg_advisory_xact_lock(1207455318)', // as a change of the queue's settings does
  settle: 'LOCK TABLE task_attempts IN SHARE MODE',
};
const WAITS = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;

describe('a TCP connection that is cut', () => {
  let system: SystemInProcess;
  let proxy: FlakyProxy;
  let database: Client;
  beforeAll(async () => {
    system = await startInProcess([NothingHandler], async (url) => {
      proxy = await FlakyProxy.start(url);
      return { DATABASE_URL: proxy.url };
    });
    database = new Client({ connectionString: system.databaseUrl });
    await database.connect();
  });
  afterEach(() => void (meanwhile = async () => undefined));
  afterAll(async () => {
    await database.end();
    await system.stop();
    await proxy.stop();
  });

  const accepted = async (): Promise<string> => {
    const webhook = {
      url: 'https://example.com/',
      events: ['completed'],
      secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
    };
    const submit = () =>
      system.call('POST', '/api/v1/tasks', { type: 'test.nothing', input: {}, maxAttempts: 1, webhook });
    // not on a connection that was cut
    const { body } = await until(async () => [await submit()].find(({ status }) => status === 201), 30_000);
    return (body as { id: string }).id;
  };
  const rowOf = async (id: string) =>
    (await database.query<Task>('SELECT * FROM tasks WHERE id = $1', [id])).rows[0] as Task;
  const statusOf = async (id: string) => (await rowOf(id)).status;
  /**
   * As the broker does, which brings a task again that was given back: its row is held while its mark is
   * written.
   */
  const run = async (id: string) => {
    for (let task = await rowOf(id); task.status === 'PENDING'; task = await rowOf(id)) {
      await system.app.get(TaskRunner, { strict: false }).run({ id, delivery: task.delivery });
    }
  };
  const countOf = async (rows: string, id: string) =>
    Number((await database.query(`SELECT count(*) FROM ${rows}`, [id])).rows[0].count);

  /**
   * How the trouble went that a trial has begun: whether the worker was still waiting for its answer when the
   * connections ended.
   */
  let trouble: Promise<boolean>;
  let isWaiting: () => boolean;
  const cutBy = (by: End): boolean => {
    const hit = isWaiting();
    proxy.cut(undefined, by);
    return hit;
  };
  const TROUBLE = {
    /** Nothing that is answered comes back, and the connections end when the work is committed. */
    async after(method: Method, by: End, id: string) {
      const before = { claim: 'PENDING', settle: 'PROCESSING' }[method];
      proxy.freeze('answers');
      trouble = until(async () => (await statusOf(id)) !== before, 30_000).then(() => cutBy(by));
    },
    /** The statement waits in the server when its connection ends; it goes on there or not. */
    async within(method: Method, by: End) {
      const lock = await RowLock.hold(system.databaseUrl, HELD_UP[method]);
      trouble = until(async () => ((await database.query(WAITS)).rowCount ?? 0) > 0, 30_000)
        .then(() => cutBy(by))
        .finally(() => lock.release());
    },
  };

  it.each<[keyof typeof TROUBLE, Method, End]>(
    (['after', 'within'] as const).flatMap((moment) =>
      (['claim', 'settle'] as const).flatMap((method) =>
        (['FIN', 'RST'] as const).map((by): [typeof moment, Method, End] => [moment, method, by]),
      ),
    ),
  )('%s a %s by %s costs no attempt, and what was done counts once', async (moment, method, by) => {
    for (let hit = false; !hit;) {
      const id = await accepted();
      let waiting = true;
      isWaiting = () => waiting;
      const begin = () => TROUBLE[moment](method, by, id);
      meanwhile = async () => (method === 'settle' ? begin() : void (waiting = false));
      if (method === 'claim') await begin();
      await run(id);
      waiting = false;
      hit = await trouble; // where a new connection was made just then, the answer came
      await expectOnce(id);
    }
    expect(system.log.filter(({ message }) => String(message).includes('is refused'))).toEqual([]);
  });

  it('takes no task from a worker that does not know yet that it has it', async () => {
    const { id, ended } = await claimedUnanswered();
    // it is asked for again, and again without an answer
    const lock = await RowLock.hold(system.databaseUrl, HELD_UP.claim);
    const { lease_expires_at: first } = await rowOf(id);
    await until(async () => (await rowOf(id)).lease_expires_at > first, 30_000);
    await lock.release();
    await ended;
    await expectOnce(id);
  }, 60_000);

  /** Where a new connection was made just then, the answer comes, and another task is tried. */
  async function claimedUnanswered(): Promise<{ id: string; ended: Promise<void> }> {
    for (;;) {
      const id = await accepted();
      proxy.freeze('answers');
      let isAnswered = false;
      meanwhile = async () => void (isAnswered = true);
      const ended = run(id);
      await until(async () => (await statusOf(id)) !== 'PENDING', 30_000);
      await statusOf(id); // an answer that was under way has come before this one
      if (!isAnswered) return { id, ended };
      await ended;
    }
  }

  async function expectOnce(id: string): Promise<void> {
    expect(await rowOf(id)).toMatchObject({ status: 'COMPLETED', attempts_made: 1, attempts_max: 1 });
    expect(await countOf('task_attempts WHERE task_id = $1', id)).toBe(1);
    expect(await countOf(`task_events WHERE task_id = $1 AND data->>'status' = 'COMPLETED'`, id)).toBe(1);
    expect(await countOf('webhook_deliveries WHERE task_id = $1', id)).toBe(1);
  }
});
