import { ReportRepository, type ReportRow } from '@app/persistence';
import { openRepositories, type Repositories } from '../support/repositories.js';

const FROM = new Date('2026-10-26T00:00:00Z'); // a Monday
const TO = new Date('2026-11-02T00:00:00Z');
const PERIOD = { from: FROM, to: TO };
const NEVER = new AbortController().signal;
const COLUMNS = 'type, status, error, usage, attempts_made, created_at, due_at, started_at, finished_at';

describe('ReportRepository', () => {
  let repositories: Repositories;
  let reports: ReportRepository;

  beforeAll(async () => {
    repositories = await openRepositories();
    reports = new ReportRepository(repositories.database, repositories.slow);
    // 100 tasks an hour apart from the start on: task n waited n ms and ran n × 10 ms.
    await repositories.database.query(
      `INSERT INTO tasks (id, queue, priority, input, attempts_max, timeout_ms, tags, metadata, ${COLUMNS})
       SELECT gen_random_uuid(), 'demo_tasks', 1, '{}', 4, 1000, '{"=1+1",标签}', '{"a":1}',
         CASE WHEN n <= 60 THEN 'demo.email' ELSE 'ai.text-generation' END,
         CASE WHEN n % 10 = 0 THEN 'FAILED' WHEN n % 10 = 5 THEN 'CANCELLED' ELSE 'COMPLETED' END,
         CASE WHEN n % 10 = 0 THEN '{"code":"timeout","message":"too slow"}'::jsonb END,
         CASE WHEN n > 60 THEN '{"provider":"p","model":"m","inputTokens":1,"outputTokens":2,"totalTokens":3}'::jsonb END,
         CASE WHEN n % 10 = 0 THEN 4 ELSE 1 END, t, t, t + n * interval '1 ms', t + n * interval '11 ms'
       FROM (SELECT n, $1::timestamptz + (n - 1) * interval '1 hour' AS t FROM generate_series(1, 100) n) AS task`,
      [FROM],
    );
    await repositories.database.query(
      `INSERT INTO tasks (id, queue, priority, input, attempts_max, timeout_ms, ${COLUMNS})
       VALUES (gen_random_uuid(), 'demo_tasks', 1, '{}', 4, 1000, 'demo.email', 'PENDING', NULL, NULL, 0, $1, $1, NULL, NULL),
              (gen_random_uuid(), 'demo_tasks', 1, '{}', 4, 1000, 'demo.email', 'PENDING', NULL, NULL, 0, $2, $2, NULL, NULL)`,
      [new Date(TO.getTime() - 1), TO],
    );
  }, 60_000);
  afterAll(() => repositories.close());

  it('counts, and measures waits and runs', async () => {
    const { all, types } = await reports.figures(PERIOD, 'day', () => undefined, NEVER);
    expect(all).toMatchObject({ total: 101, completed: 80, failed: 10, cancelled: 10, open: 1, retries: 30 });
    expect(all.wait.p50).toBeCloseTo(50.5);
    expect(all.run.p99).toBeCloseTo(990.1);
    expect(types.map(({ type, total }) => [type, total])).toEqual([
      ['demo.email', 61],
      ['ai.text-generation', 40],
    ]);
  });

  it('cuts the period at midnight UTC and on Mondays', async () => {
    const steps = async (step: 'hour' | 'day' | 'week') =>
      (await reports.figures(PERIOD, step, () => undefined, NEVER)).steps.map(({ start, total }) => [
        start.toISOString(),
        total,
      ]);
    expect(await steps('week')).toEqual([[FROM.toISOString(), 101]]);
    expect(await steps('day')).toEqual([
      ['2026-10-26T00:00:00.000Z', 24],
      ['2026-10-27T00:00:00.000Z', 24],
      ['2026-10-28T00:00:00.000Z', 24],
      ['2026-10-29T00:00:00.000Z', 24],
      ['2026-10-30T00:00:00.000Z', 4],
      ['2026-11-01T00:00:00.000Z', 1],
    ]);
    expect(await steps('hour')).toHaveLength(101);
  });

  it('names failures, the slowest, those with most attempts, and tokens', async () => {
    const { failures, slowest, mostFailing, tokens } = await reports.figures(
      PERIOD,
      'day',
      () => undefined,
      NEVER,
    );
    expect(failures).toEqual([
      { type: 'demo.email', code: 'timeout', tasks: 6 },
      { type: 'ai.text-generation', code: 'timeout', tasks: 4 },
    ]);
    expect(slowest.map(({ runMs }) => runMs)).toEqual([1000, 990, 980, 970, 960, 950, 940, 930, 920, 910]);
    expect(mostFailing.map(({ attempts, status }) => [attempts, status])).toEqual(
      Array.from({ length: 10 }, () => [4, 'FAILED']),
    );
    expect(tokens).toEqual([
      { provider: 'p', model: 'm', tasks: 40, inputTokens: 40, outputTokens: 80, totalTokens: 120 },
    ]);
  });

  it('says nothing of a time without tasks', async () => {
    const empty = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2020-01-02T00:00:00Z') };
    const { all, types, steps } = await reports.figures(empty, 'day', () => undefined, NEVER);
    expect(all).toMatchObject({ total: 0, retries: 0, wait: { p50: null } });
    expect([...types, ...steps]).toEqual([]);
  });

  it('gives every task once, oldest first, a page at a time', async () => {
    const pages: ReportRow[][] = [];
    for await (const page of reports.rows(PERIOD, 20)) pages.push(page);
    const rows = pages.flat();
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 20, 20, 20, 1]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(101);
    expect(rows[9]).toMatchObject({
      status: 'FAILED',
      waitMs: 10,
      runMs: 100,
      errorCode: 'timeout',
      tags: '=1+1; 标签',
      metadata: '{"a": 1}',
    });
    expect(rows.map(({ createdAt }) => createdAt)).toEqual(rows.map(({ createdAt }) => createdAt).sort());
    expect(await reports.count(PERIOD, NEVER)).toBe(101);
  });

  it('ends the statement in the server when it is told to stop, and leaves the connection as it was', async () => {
    const stop = new AbortController();
    const busy = repositories.database.createQueryRunner();
    await busy.query('BEGIN; LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE');
    const counting = reports.count(PERIOD, stop.signal);
    const waiting =
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    while ((await repositories.database.query(waiting)).length === 0);
    stop.abort(new Error('cancelled'));
    await expect(counting).rejects.toThrow('cancelled');
    expect(await repositories.database.query(waiting)).toEqual([]);
    await busy.query('ROLLBACK');
    await busy.release();
    expect(await reports.count(PERIOD, NEVER)).toBe(101);
  });
});
