import { randomUUID } from 'node:crypto';
import type { MigrationInterface } from 'typeorm';
import {
  ReportRepository,
  StatisticsRepository,
  StatisticsRollupRepository,
  type StatisticsWindow,
  type Task,
} from '@app/persistence';
import { closeDatabase, newTask, openEmptyRepositories, type Repositories } from '../support/repositories.js';

const HOUR: StatisticsWindow = { steps: 60, stepSeconds: 60 };
const WEEK: StatisticsWindow = { steps: 84, stepSeconds: 7200 };
const USAGE = {
  provider: 'openai',
  model: 'gpt-4o-mini',
  inputTokens: 10,
  outputTokens: 20,
  totalTokens: 30,
};

describe('the statistics', () => {
  let db: Repositories;
  let rollups: StatisticsRollupRepository;
  let statistics: StatisticsRepository;
  beforeEach(async () => {
    db = await openEmptyRepositories();
    rollups = new StatisticsRollupRepository(db.slow);
    statistics = new StatisticsRepository(db.slow);
  });
  afterAll(closeDatabase);

  /** Tasks that were accepted, waited a second, ran two seconds and ended, `minutesAgo`. */
  const past = async (minutesAgo: number, count: number, failed = 0): Promise<void> => {
    const tasks = await db.tasks.accept(Array.from({ length: count }, () => newTask()));
    const claimed = await db.claim(
      tasks.map(({ id }) => id),
      randomUUID(),
      15_000,
    );
    const settle = (task: Task, index: number) => ({
      lease: { id: task.id, leaseToken: task.leaseToken as string },
      settlement:
        index < failed
          ? {
              kind: 'fail' as const,
              error: { code: 'internal', message: 'x', retryable: false, attempt: 1 },
              usage: null,
            }
          : { kind: 'complete' as const, result: {}, usage: USAGE, searchText: '' },
    });
    await db.tasks.settle(claimed.map(settle));
    await db.database.query(
      `UPDATE tasks SET created_at = t, due_at = t, started_at = t + interval '1 s', finished_at = t + interval '3 s'
       FROM (SELECT date_trunc('minute', now()) - $2::int * interval '1 minute' AS t) AS back WHERE id = ANY($1)`,
      [tasks.map(({ id }) => id), minutesAgo],
    );
  };
  const rolledUpFrom = (minutesAgo: number) =>
    db.database.query(
      `UPDATE statistics_state SET (rolled_up_to, errors_rolled_up_to) = (at, at)
       FROM (SELECT date_trunc('minute', now()) - $1::int * interval '1 minute' AS at) AS back`,
      [minutesAgo],
    );
  const rollUpAll = async () => {
    while (await rollups.rollUp());
  };
  const totals = async (window = HOUR): Promise<Record<string, number>> => {
    const sums: Record<string, number> = {};
    for (const { happening, tasks } of await statistics.happenings(await statistics.bounds(window))) {
      sums[happening] = (sums[happening] ?? 0) + tasks;
    }
    return sums;
  };

  it('counts the same before and after the minutes are rolled up, by however many processes', async () => {
    await past(40, 5, 2);
    await past(20, 3);
    await past(0, 2);
    await rolledUpFrom(50);
    expect(await totals()).toEqual({ ACCEPTED: 10, COMPLETED: 8, FAILED: 2 });
    await Promise.all(Array.from({ length: 6 }, () => rollUpAll()));
    await rollUpAll();
    expect(await totals()).toEqual({ ACCEPTED: 10, COMPLETED: 8, FAILED: 2 });
  });

  it('does not change when tasks are removed or run again, rolled up or not', async () => {
    await past(30, 4, 4);
    await past(1, 6, 3);
    await rolledUpFrom(40);
    await rollUpAll();
    await rolledUpFrom(2); // the last minute is not counted yet
    await db.database.query(
      `DELETE FROM task_statistics WHERE at >= date_trunc('minute', now()) - interval '2 minutes'`,
    );
    const before = await totals();
    for (const { id } of (
      await db.queries.list({ status: ['FAILED'] }, { limit: 100, after: null, full: false })
    ).tasks)
      await db.tasks.retryByHand(id);
    await db.database.query('DELETE FROM tasks WHERE finished_at IS NOT NULL');
    expect(await totals()).toEqual(before);
    expect(before).toEqual({ ACCEPTED: 10, COMPLETED: 3, FAILED: 7 });
  });

  it('catches up after an outage of days, and reads whole hours', async () => {
    await past(3 * 24 * 60, 7);
    await past(90, 2, 1);
    await rolledUpFrom(4 * 24 * 60);
    await rollUpAll();
    await db.database.query('DELETE FROM tasks');
    expect(await totals(WEEK)).toEqual({ ACCEPTED: 9, COMPLETED: 8, FAILED: 1 });
    const [row] = await db.database.query(
      `SELECT sum(tasks)::int AS n FROM task_statistics WHERE span = 60 AND happening = 'ACCEPTED'`,
    );
    expect(row.n).toBe(9);
  });

  it('measures waits and runs in buckets, and tokens by model', async () => {
    await past(10, 4);
    await rolledUpFrom(20);
    await rollUpAll();
    const bounds = await statistics.bounds(HOUR);
    const durations = await statistics.durations(bounds);
    expect(durations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'wait',
          bucket: Math.ceil(Math.log(1_000) / Math.log(1.2)),
          tasks: 4,
        }),
        expect.objectContaining({
          kind: 'run',
          bucket: Math.ceil(Math.log(2_000) / Math.log(1.2)),
          tasks: 4,
        }),
      ]),
    );
    expect(await statistics.tokens(bounds)).toMatchObject([
      { provider: 'openai', model: 'gpt-4o-mini', tasks: 4, inputTokens: 40, outputTokens: 80 },
    ]);
  });

  it('goes on over usage that is none, however it came in, and however much there is of it', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    await past(10, 1);
    const counts = ['1.5', '-1', '"7"', 'null', '9007199254740993', '1e400', '{}'];
    for (const count of counts) {
      await past(10, 1);
      await db.database.query(
        `UPDATE tasks SET usage = jsonb_build_object('provider', 'p', 'model', repeat('m', 9000), 'inputTokens', $1::jsonb,
           'outputTokens', 1, 'totalTokens', 1) WHERE id = (SELECT id FROM tasks ORDER BY id DESC LIMIT 1)`,
        [count],
      );
    }
    await past(10, 1_100);
    await db.database.query(`UPDATE tasks SET usage = $1 WHERE usage->>'model' = 'gpt-4o-mini'`, [
      { ...USAGE, model: 'x'.repeat(9_000), inputTokens: most },
    ]);
    const tokens = async () => statistics.tokens(await statistics.bounds(HOUR));
    await rolledUpFrom(20);
    const before = await tokens();
    expect(before).toMatchObject([
      { provider: 'openai', model: 'x'.repeat(200), tasks: 1_101, outputTokens: 1_101 * 20 },
    ]);
    await rollUpAll();
    await db.database.query(`UPDATE statistics_state SET rolled_up_to = date_trunc('hour', now())`);
    expect(await tokens()).toMatchObject([{ provider: 'openai', tasks: 1_101 }]);
    const report = new ReportRepository(db.database, db.slow);
    const period = { from: new Date(0), to: new Date(Date.now() + 1_000) };
    const figures = await report.figures(period, 'day', () => undefined, new AbortController().signal);
    expect(figures.tokens).toHaveLength(2);
  });

  it('mends what an earlier version stored as usage', async () => {
    await past(10, 3);
    const [one, other] = (await db.queries.list({}, { limit: 100, after: null, full: false })).tasks;
    await db.database.query(`UPDATE tasks SET usage = usage || '{"outputTokens": 12.5}' WHERE id = $1`, [
      one?.id,
    ]);
    await db.database.query(`UPDATE tasks SET usage = usage || '{"inputTokens": -1}' WHERE id = $1`, [
      other?.id,
    ]);
    const runner = db.database.createQueryRunner();
    const migration = db.database.migrations.find(
      ({ name }) => name === 'TokenCounts1764000000660',
    ) as MigrationInterface;
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    const usages = (await db.queries.list({}, { limit: 100, after: null, full: false })).tasks.map(
      ({ usage }) => usage,
    );
    expect(usages.filter((usage) => usage === null)).toHaveLength(2);
    expect(usages.filter((usage) => usage !== null)).toEqual([USAGE]);
  });

  it('counts failures by type and code, whether they are rolled up, removed or run again', async () => {
    const failures = async (window = HOUR) => statistics.failures(await statistics.bounds(window));
    const expected = [{ type: 'demo.unreliable', code: 'internal', tasks: 5, lastAt: expect.any(Date) }];
    await past(30, 3, 2);
    await past(0, 4, 3);
    await rolledUpFrom(50);
    expect(await failures()).toEqual(expected);
    await Promise.all(Array.from({ length: 4 }, () => rollUpAll()));
    await rollUpAll();
    expect(await failures()).toEqual(expected);
    const [one] = (await db.queries.list({ status: ['FAILED'] }, { limit: 1, after: null, full: false }))
      .tasks;
    await db.tasks.retryByHand(one?.id as string);
    await db.database.query('DELETE FROM tasks WHERE finished_at IS NOT NULL');
    expect(await failures()).toEqual(expected);
    expect(await failures(WEEK)).toEqual(expected);
  });

  it('samples every queue once a minute, the empty ones too', async () => {
    await db.tasks.accept([newTask()]);
    await Promise.all(Array.from({ length: 4 }, () => rollups.sampleQueues(['demo_tasks', 'ai_processing'])));
    const samples = await statistics.queueSamples(await statistics.bounds(HOUR));
    const minutes = new Set(samples.map(({ at }) => at.getTime())).size; // 2 where a minute ended meanwhile
    expect(samples).toHaveLength(2 * minutes);
    expect(samples).toContainEqual(expect.objectContaining({ queue: 'demo_tasks', waiting: 1, active: 0 }));
    expect(samples).toContainEqual(
      expect.objectContaining({ queue: 'ai_processing', waiting: 0, oldestWaitingAgeSeconds: null }),
    );
  });
});
