import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  type NewTask,
  prepareDatabase,
  QUEUE_COUNTS,
  QueueCountRepository,
  type QueueCounts,
  QueueStatsRepository,
} from '@app/persistence';
import { Client } from 'pg';
import { createDatabaseFrom } from '../support/postgres.js';
import { closeDatabase, newTask, openEmptyRepositories, type Repositories } from '../support/repositories.js';

const FAIL = {
  kind: 'fail',
  error: { code: 'internal', message: 'x', retryable: false, attempt: 1 },
  usage: null,
} as const;
const RETRY = { ...FAIL, kind: 'retry', delayMs: 60_000 } as const;

describe('the counts of queues', () => {
  let db: Repositories;
  let stats: QueueStatsRepository;
  let kept: QueueCountRepository;
  beforeEach(async () => {
    db = await openEmptyRepositories();
    stats = new QueueStatsRepository(db.slow);
    kept = new QueueCountRepository(db.database);
  });
  afterAll(closeDatabase);

  it('follow each change of a task, before and after they are folded', async () => {
    const [a, b, c] = (await accept({}, {}, {}, { runAt: new Date(Date.now() + 3_600_000) })) as [
      string,
      string,
      string,
    ];
    await expectCounts({ waiting: 3, delayed: 1, undelivered: 3 });
    await db.outbox.take('demo_tasks', 1_000, 2);
    await expectCounts({ waiting: 3, undelivered: 1 });
    const claimed = await db.claim([a, b, c], randomUUID(), 15_000);
    await expectCounts({ waiting: 0, delayed: 1, active: 3, undelivered: 0 });
    const leases = claimed.map(({ id, leaseToken }) => ({ id, leaseToken: leaseToken as string }));
    await db.tasks.settle(leases.map((lease, index) => ({ lease, settlement: index === 0 ? RETRY : FAIL })));
    await expectCounts({ waiting: 0, delayed: 2, active: 0, failed: 2 });
    await db.tasks.retryByHand(leases[1]?.id as string);
    await expectCounts({ waiting: 1, delayed: 2, failed: 1, undelivered: 1 });
    await db.tasks.deleteEnded(leases[2]?.id as string);
    await db.tasks.runNow(leases[0]?.id as string);
    await expectCounts({ waiting: 2, delayed: 1, failed: 0 });
  });

  it('say that a task waits when its time has come', async () => {
    await accept({ runAt: new Date(Date.now() + 100_000) });
    await expectCounts({ waiting: 0, delayed: 1 });
    await db.database.query(
      "UPDATE tasks SET due_at = now_ms() - interval '1 s', updated_at = now_ms() - interval '1 min'",
    );
    await expectCounts({ waiting: 1, delayed: 0, oldestWaitingAgeSeconds: expect.any(Number) });
  });

  it('leave out what is rolled back, and are right when many write and fold at once', async () => {
    const broken = db.database.createQueryRunner();
    await broken.startTransaction();
    await broken.query(`INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms)
      SELECT gen_random_uuid(), 'x', 'demo_tasks', '{}', 1, 1, 1 FROM generate_series(1, 10)`);
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let round = 0; round < 10; round += 1) {
          const ids = await accept({}, {}, {});
          if (writer % 2 === 0) await db.tasks.cancelAll(ids.slice(0, 2));
          if (writer === 3) await kept.fold();
        }
      }),
    );
    await broken.rollbackTransaction();
    await broken.release();
    await expectCounts({ waiting: 8 * 30 - 4 * 20 });
  });

  it('are corrected where somebody wrote past the triggers', async () => {
    await accept({}, {});
    await db.database.query(
      'ALTER TABLE tasks DISABLE TRIGGER USER; DELETE FROM tasks; ALTER TABLE tasks ENABLE TRIGGER USER',
    );
    expect(await counts()).toMatchObject({ waiting: 2 });
    expect([await kept.correct(), await kept.correct(), await counts()]).toEqual([1, 0, null]);
  });

  it('are read without reading what waits or has failed', async () => {
    await db.database
      .query(`INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, status, finished_at, due_at)
      SELECT gen_random_uuid(), 'x', 'demo_tasks', '{}', 1 + n % 10, 1, 1, CASE WHEN n % 3 = 0 THEN 'FAILED' ELSE 'PENDING' END,
        CASE WHEN n % 3 = 0 THEN now_ms() END, now_ms() + CASE WHEN n % 3 = 1 THEN 3600 + n ELSE 0 END * interval '1 s' FROM generate_series(1, 30000) AS n`);
    await db.database.query('VACUUM ANALYZE tasks');
    await kept.fold();
    expect(await counts()).toMatchObject({ waiting: 10_000, delayed: 10_000, failed: 10_000 });
    expect(await buffersOfCounts()).toBeLessThan(300);
  });

  it('of a database of 0.1.0 are taken over', async () => {
    const old = await createDatabaseFrom(await readFile('test/fixtures/release-0.1.0.sql', 'utf8'));
    const client = new Client({ connectionString: old.url });
    try {
      await prepareDatabase(old.url);
      await client.connect();
      const { rows } = await client.query(
        "SELECT sum(tasks)::int AS n FROM queue_counts_now UNION ALL SELECT count(*)::int FROM tasks WHERE status IN ('PENDING', 'FAILED')",
      );
      expect(rows[0]).toEqual(rows[1]);
      expect((rows[0] as { n: number }).n).toBeGreaterThan(0);
    } finally {
      await client.end();
      await old.drop();
    }
  });

  async function accept(...given: Partial<NewTask>[]): Promise<string[]> {
    return (await db.tasks.accept(given.map((one) => newTask(one)))).map(({ id }) => id);
  }

  async function counts(): Promise<QueueCounts | null> {
    return (await stats.counts()).find(({ queue }) => queue === 'demo_tasks') ?? null;
  }

  async function expectCounts(expected: Partial<QueueCounts>): Promise<void> {
    expect(await counts()).toMatchObject(expected);
    await kept.fold();
    expect(await counts()).toMatchObject(expected);
    expect(await kept.correct()).toBe(0);
  }

  async function buffersOfCounts(): Promise<number> {
    type Explained = { 'QUERY PLAN': [{ Plan: Record<string, number> }] };
    const [row] = await db.database.query<[Explained]>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${QUEUE_COUNTS}`,
    );
    const { Plan: plan } = row['QUERY PLAN'][0];
    return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  }
});
