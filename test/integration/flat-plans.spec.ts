import { randomUUID } from 'node:crypto';
import {
  LOOKED_THROUGH_ALONE,
  pageQuery,
  type Position,
  type Query,
  StatisticsRollupRepository,
  Task,
  type TaskFilter,
  type TaskOrder,
} from '@app/persistence';
import { openRepositories, type Repositories } from '../support/repositories.js';

/**
 * Pages: a fraction of those of 40,000 tasks, and more than a page of a list and its look into an index need.
 */
const FEW = 300;
/**
 * A search looks through 1,000 tasks one by one before it asks the index; all 40,000 would be 120,000 pages.
 */
const LOOK_THROUGH = 6_000;
/** An index of tasks, the task, and an index and a row of its words. */
const BUFFERS_EACH = 5;
const WORKER = randomUUID();

describe('with many tasks', () => {
  let db: Repositories;
  beforeAll(async () => {
    db = await openRepositories();
    await db.database.query(MANY, [WORKER]);
    await db.database.query(
      `INSERT INTO task_search SELECT id, 'common words' || CASE WHEN priority = 10 THEN ' 一 rare' ELSE '' END FROM tasks`,
    );
    await db.database.query('VACUUM ANALYZE');
  });
  afterAll(() => db.close());

  it.each<[string, TaskFilter, TaskOrder]>([
    ['old tasks that wait', { status: ['PENDING'] }, '-createdAt'],
    ['a type that hardly waits', { status: ['PENDING'], type: ['demo.report'] }, '-createdAt'],
    [
      'a type that hardly waits, among others',
      { status: ['PENDING', 'PROCESSING'], type: ['demo.report'] },
      'createdAt',
    ],
    ['a queue with few', { queue: ['ai_processing'] }, '-createdAt'],
    ['queues without any', { queue: ['none', 'other'] }, '-createdAt'],
    ['a type that fails rarely', { status: ['FAILED'], type: ['demo.email'] }, '-createdAt'],
    ['a type that was never cancelled', { status: ['CANCELLED'], type: ['demo.calculation'] }, '-createdAt'],
    ['an error that is rare, by the end', { errorCode: ['rare'] }, '-finishedAt'],
    ['a worker with few, by the end', { worker: [WORKER] }, 'finishedAt'],
    ['words that all have', { search: 'common words' }, '-createdAt'],
    ['a letter that all have', { search: 'w' }, 'createdAt'],
    ['words that few have', { search: 'rare' }, '-createdAt'],
  ])('lists %s without reading them all', async (_, filter, order) => {
    expect(
      await buffers(
        pageQuery(db.database.getMetadata(Task), filter, { limit: 20, after: null, order, full: false }),
      ),
    ).toBeLessThan(filter.search ? LOOK_THROUGH : FEW);
  });

  it('looks at 20,000 tasks for a page of a search that no index helps, and finds all of them page by page', async () => {
    const filter = { search: '一' };
    const request = { limit: 20, after: null, full: false };
    expect(await buffers(pageQuery(db.database.getMetadata(Task), filter, request))).toBeLessThan(
      LOOKED_THROUGH_ALONE * BUFFERS_EACH,
    );
    const found: string[] = [];
    let pages = 0;
    for (let after: Position | null = null; pages === 0 || after; pages += 1) {
      const { tasks, lookedUpTo } = await db.queries.list(filter, { ...request, after });
      found.push(...tasks.map(({ id }) => id));
      after = lookedUpTo;
    }
    expect([pages, new Set(found).size, found.length]).toEqual([3, 10, 10]);
  });

  it('removes old tasks along an index', async () => {
    await db.database.query(OLD);
    const before = await rowsRead();
    expect(await db.retention.removeEnded(60_000, 1_000)).toMatchObject({ removed: 1_000 });
    expect((await rowsRead()) - before).toBeLessThan(10_000); // all words are 40,000 rows
  });

  it('counts at most five minutes at once after an hour in which nothing was counted', async () => {
    const statistics = new StatisticsRollupRepository(db.slow);
    await db.database.query(
      "UPDATE statistics_state SET rolled_up_to = date_trunc('hour', now()) - interval '1 hour'",
    );
    const pointer = async (): Promise<number> => {
      const [row] = await db.database.query<[{ at: Date }]>(
        'SELECT rolled_up_to AS at FROM statistics_state',
      );
      return row.at.getTime();
    };
    const from = await pointer();
    expect(await statistics.rollUp()).toBe(true);
    expect((await pointer()) - from).toBe(300_000);
    while (await statistics.rollUp());
    const [counted] = await db.database.query<[{ n: number }]>(
      "SELECT sum(tasks)::int AS n FROM task_statistics WHERE span = 1 AND happening = 'ACCEPTED'",
    );
    const [there] = await db.database.query<[{ n: number }]>(
      "SELECT count(*)::int AS n FROM task_happenings, statistics_state WHERE happening = 'ACCEPTED' AND at >= $1 AND at < rolled_up_to",
      [new Date(from)],
    );
    expect(counted).toEqual(there);
  });

  it('looks for texts to drop without passing those of young tasks', async () => {
    await db.database.query(`INSERT INTO task_texts (task_id, delivery, flush, written_at)
      SELECT id, 1, 1, now() - interval '2 hours' FROM tasks LIMIT 20000`);
    await db.database.query('VACUUM ANALYZE task_texts');
    const before = await rowsRead();
    expect(await db.texts.drop(3_600_000, 100)).toBe(0);
    expect((await rowsRead()) - before).toBeLessThan(100);
  });

  it('looks for work over HTTP without passing what may not start', async () => {
    await db.database.query(`
      INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, due_at, remote)
      SELECT gen_random_uuid(), 'acme.' || queue, queue, '{}', 1, 1, 1000, now() - n * interval '1 ms', true
      FROM generate_series(1, 5000) AS n, unnest(ARRAY['paused', 'full', 'free']) AS queue`);
    await db.database.query(`INSERT INTO queue_settings (queue, paused, concurrency)
      VALUES ('paused', true, NULL), ('full', false, 1)`);
    await db.database.query(
      `UPDATE tasks SET status = 'PROCESSING', lease_token = gen_random_uuid(), lease_expires_at = now(), worker_id = id, started_at = now() WHERE id IN (SELECT id FROM tasks WHERE queue = 'full' LIMIT 1)`,
    );
    await db.database.query('VACUUM ANALYZE tasks');
    for (const [queue, offered] of [
      ['paused', 0],
      ['full', 0],
      ['free', 10],
    ] as const) {
      const before = await rowsRead();
      expect(await db.remote.offers([`acme.${queue}`], 10)).toHaveLength(offered);
      expect((await rowsRead()) - before).toBeLessThan(200);
    }
    await db.database.query('DELETE FROM tasks WHERE remote');
    await db.database.query('VACUUM ANALYZE tasks');
  });

  async function buffers({ sql, parameters }: Query): Promise<number> {
    type Explained = { 'QUERY PLAN': [{ Plan: Record<string, number> }] };
    const [row] = await db.database.query<[Explained]>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`, [
      ...parameters,
    ]);
    const { Plan: plan } = row['QUERY PLAN'][0];
    return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  }

  /** By all, so far: in a session of its own the server counts what it did at the end of each transaction. */
  async function rowsRead(): Promise<number> {
    await db.database.query('SELECT pg_stat_force_next_flush()');
    const [row] = await db.database.query<[{ n: string }]>(
      "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) AS n FROM pg_stat_user_tables WHERE relname IN ('tasks', 'task_attempts', 'task_events', 'task_search', 'task_texts')",
    );
    return Number(row.n);
  }
});

/** They are the first to go; the others stay for the other tests. */
const OLD = `
  WITH old AS (
    INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, status, created_at, updated_at, due_at, started_at, finished_at)
    SELECT gen_random_uuid(), 'demo.calculation', 'demo_tasks', '{}', 1, 1, 1000, 'COMPLETED', at, at, at, at, at
    FROM generate_series(1, 1000), (SELECT now_ms() - interval '2 hours' AS at) AS one
    RETURNING id)
  INSERT INTO task_search SELECT id, 'common words' FROM old`;

/**
 * UUIDv7 of their time, so that they sort as real ones do. What waits is the oldest. Neighbours in time are
 * none in the table.
 */
const MANY = `
  INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, status, created_at, updated_at, due_at, started_at, finished_at, error, worker_id)
  SELECT overlay(gen_random_uuid()::text PLACING to_hex((extract(epoch FROM at) * 1000)::bigint >> 16) FROM 2 FOR 7)::uuid,
    CASE WHEN n = 39999 OR n % 7 = 0 AND n < 39000 THEN 'demo.report' WHEN n % 10 = 0 THEN 'demo.email' ELSE 'demo.calculation' END, CASE WHEN n % 2000 = 0 THEN 'ai_processing' ELSE 'demo_tasks' END, '{}',
    CASE WHEN n % 4000 = 0 THEN 10 ELSE 1 END, 1, 1000, status, at, at, at,
    CASE WHEN status <> 'PENDING' THEN at END, CASE WHEN status <> 'PENDING' THEN at END,
    CASE WHEN status = 'FAILED' THEN jsonb_build_object('code', CASE WHEN n % 4001 = 0 THEN 'rare' ELSE 'internal' END) END,
    CASE WHEN n % 4000 = 0 THEN $1::uuid WHEN status <> 'PENDING' THEN gen_random_uuid() END
  FROM generate_series(1, 40000) AS n
  CROSS JOIN LATERAL (SELECT now_ms() - n * interval '80 ms' AS at, CASE WHEN n > 39000 THEN 'PENDING' WHEN n % 4 = 1 THEN 'FAILED' ELSE 'COMPLETED' END AS status) AS one
  ORDER BY md5(n::text)`;
