import type { Schedule, ScheduleContent } from '@app/persistence';
import { v7 as uuidv7 } from 'uuid';
import { newTask, openRepositories, type Repositories } from '../support/repositories.js';

const SECOND_MS = 1_000;

describe('schedules in PostgreSQL', () => {
  let db: Repositories;
  beforeAll(async () => void (db = await openRepositories()));
  beforeEach(async () => {
    await db.database.query('DELETE FROM schedules');
    await db.database.query('DELETE FROM tasks');
  });
  afterAll(() => db.close());

  const content = (given: Partial<ScheduleContent> = {}): ScheduleContent => {
    const { id: _, ...template } = newTask();
    return {
      name: 'often',
      cron: null,
      everyMs: SECOND_MS,
      timeZone: 'UTC',
      task: { type: template.type, input: template.input },
      template,
      enabled: true,
      catchUp: false,
      nextRunAt: new Date(Date.now() - SECOND_MS),
      ...given,
    };
  };
  const insert = async (given: Partial<ScheduleContent> = {}): Promise<Schedule> =>
    (await db.schedules.insert(uuidv7(), content(given))) as Schedule;
  const firing = ({ id, version, nextRunAt }: Schedule) => ({
    id,
    version,
    fireTime: nextRunAt as Date,
    nextRunAt: new Date((nextRunAt as Date).getTime() + SECOND_MS),
    taskId: uuidv7(),
  });

  it('fires once, whoever believes it is due', async () => {
    const schedule = await insert();
    const made = await Promise.all(Array.from({ length: 10 }, () => db.schedules.fire([firing(schedule)])));
    expect(made.flat()).toHaveLength(1);
    expect(made.flat()[0]).toMatchObject({
      scheduleId: schedule.id,
      scheduledFor: schedule.nextRunAt,
      status: 'PENDING',
    });
    const now = await db.schedules.find(schedule.id);
    expect(now).toMatchObject({
      lastTaskId: made.flat()[0]?.id,
      nextRunAt: firing(schedule).nextRunAt,
      lastError: null,
    });
  });

  it('makes no second task for a time that it has had, and goes on', async () => {
    const schedule = await insert();
    await db.schedules.fire([firing(schedule)]);
    // as if a clock had been set back
    await db.database.query('UPDATE schedules SET next_run_at = $1', [schedule.nextRunAt]);
    expect(await db.schedules.fire([firing(schedule)])).toEqual([]);
    expect((await db.schedules.find(schedule.id))?.nextRunAt).toEqual(firing(schedule).nextRunAt);
  });

  it('does not fire what was paused, changed or removed meanwhile', async () => {
    for (const [name, change] of [
      [
        'paused',
        (one: Schedule) => db.schedules.change(one, content({ ...one, enabled: false, nextRunAt: null })),
      ],
      ['renamed', (one: Schedule) => db.schedules.change(one, content({ ...one, name: 'seldom' }))],
      ['removed', (one: Schedule) => db.schedules.remove(one.id)],
    ] as const) {
      const schedule = await insert({ name });
      expect(await change(schedule)).not.toBe('moved');
      expect(await db.schedules.fire([firing(schedule)])).toEqual([]);
    }
    expect(await db.database.query('SELECT FROM tasks')).toEqual([]);
  });

  it('does not change what fired between the look and the change', async () => {
    const schedule = await insert();
    await db.schedules.fire([firing(schedule)]);
    expect(await db.schedules.change(schedule, content({ name: 'late' }))).toBe('moved');
  });

  it('leaves firings out with the reason, and makes tasks by hand also while it is paused', async () => {
    const schedule = await insert();
    expect(await db.schedules.skip([{ ...firing(schedule), error: 'refused' }])).toBe(1);
    expect(await db.schedules.find(schedule.id)).toMatchObject({ lastError: 'refused', lastTaskId: null });
    const paused = await insert({ name: 'paused', enabled: false, nextRunAt: null });
    const first = await db.schedules.trigger(paused.id, uuidv7());
    const second = await db.schedules.trigger(paused.id, uuidv7());
    expect([first?.scheduleId, second?.scheduleId]).toEqual([paused.id, paused.id]);
    expect(await db.schedules.find(paused.id)).toMatchObject({ lastTaskId: second?.id, nextRunAt: null });
    expect(await db.schedules.trigger(uuidv7(), uuidv7())).toBeNull();
  });

  it('keeps names unique', async () => {
    const first = await insert();
    expect(await db.schedules.insert(uuidv7(), content())).toBeNull();
    const other = await insert({ name: 'other' });
    expect(await db.schedules.change(other, content({ name: first.name, nextRunAt: other.nextRunAt }))).toBe(
      'name_taken',
    );
  });

  it('looks at what is due and at the next one through an index', async () => {
    await db.database.query(`
      INSERT INTO schedules (id, name, every_ms, time_zone, task, template, enabled, catch_up, next_run_at)
      SELECT gen_random_uuid(), 'n' || n, 60000, 'UTC', '{}', '{}', true, false, now() + n * interval '1 minute' FROM generate_series(1, 20000) n`);
    await db.database.query('ANALYZE schedules');
    const plan = await db.database.query<{ 'QUERY PLAN': string }[]>(
      'EXPLAIN SELECT id FROM schedules WHERE next_run_at <= now() ORDER BY next_run_at LIMIT 100',
    );
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('schedules_due');
    expect(await db.schedules.due(100)).toEqual([]);
    expect((await db.work.look([])).nextScheduleInMs).toBeLessThan(60_000);
  });
});
