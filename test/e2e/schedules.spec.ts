import { onAnyBroker } from '../support/brokers.js';
import type { TaskView } from '../support/task-client.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

interface ScheduleView {
  readonly id: string;
  readonly name: string;
  readonly cron: string | null;
  readonly everyMs: number | null;
  readonly description: string;
  readonly enabled: boolean;
  readonly nextRunAt: string | null;
  readonly nextRuns: string[];
  readonly lastRunAt: string | null;
  readonly lastTaskId: string | null;
  readonly lastError: string | null;
  readonly task: Record<string, unknown>;
}
interface Problem {
  readonly code: string;
  readonly errors?: { path: string; message: string }[];
}

const SUM = { type: 'demo.calculation', input: { expression: '6 * 7' } };
const NEVER_SOON = '0 0 29 2 *';

onAnyBroker((broker) => {
  let system: TestSystem;
  let number = 0;
  beforeAll(async () => {
    system = await TestSystem.start({ broker });
    await system.startApi();
  }, 60_000);
  afterAll(() => system.stop());

  const call = <Body>(method: string, path: string, body?: unknown) =>
    system.client.call<Body>(method, `/api/v1/schedules${path}`, body);
  const create = async (given: object): Promise<ScheduleView> => {
    const { status, body, headers } = await call<ScheduleView>('POST', '', {
      name: `schedule ${(number += 1)}`,
      task: SUM,
      ...given,
    });
    expect([status, headers.get('location')]).toEqual([201, `/api/v1/schedules/${body.id}`]);
    return body;
  };
  const tasksOf = async ({ id }: ScheduleView): Promise<TaskView[]> =>
    (await system.client.call<{ data: TaskView[] }>('GET', `/tasks?schedule=${id}&limit=200`)).body.data;
  const problemOf = async (method: string, path: string, body?: unknown) => {
    const { status, body: problem } = await call<Problem>(method, path, body);
    return { status, paths: problem.errors?.map((error) => error.path) ?? [] };
  };

  it('shows the URL of a webhook without its tokens, keeps no secret in clear text, and keeps both when it is sent back as shown', async () => {
    const secret = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    const url = 'https://example.com/hooks/aaaaaaaaaaaaaaaaaaaaaaaa?token=hidden';
    const schedule = await create({
      cron: NEVER_SOON,
      task: { ...SUM, webhook: { url, secret, events: ['failed'] } },
    });
    expect(schedule.task.webhook).toEqual({ url: 'https://example.com/hooks/***?***', events: ['failed'] });
    const rows = () =>
      system.audit.query('SELECT task, template FROM schedules WHERE id = $1', [schedule.id]);
    const before = JSON.stringify(await rows());
    expect(before).not.toContain('whsec_');
    const task = { ...schedule.task, priority: 3 };
    expect(await call('PATCH', `/${schedule.id}`, { task })).toMatchObject({ status: 200 });
    const [row] = await rows();
    expect(row).toMatchObject({ task: { priority: 3, webhook: { url } }, template: { webhook: { url } } });
    expect(before).toContain((row as { task: { webhook: { secret: string } } }).task.webhook.secret);
    expect(await problemOf('POST', '', { name: 'masked', cron: NEVER_SOON, task })).toEqual({
      status: 400,
      paths: ['task.webhook.url', 'task.webhook.secret'],
    });
  });

  it('fires every second, and each of its tasks runs once', async () => {
    const schedule = await create({ cron: '* * * * * *' });
    expect(schedule).toMatchObject({
      description: 'Every second (UTC)',
      enabled: true,
      lastRunAt: null,
      nextRuns: { length: 5 },
    });
    const tasks = await until(async () => {
      const found = await tasksOf(schedule);
      return found.length >= 3 && found.every(({ status }) => status === 'COMPLETED') ? found : null;
    }, 30_000);
    await call('DELETE', `/${schedule.id}`);
    const [rows] = await system.audit.query<{ seconds: number; tasks: number }>(
      `SELECT extract(epoch FROM max(scheduled_for) - min(scheduled_for))::int + 1 AS seconds, count(*)::int AS tasks
       FROM tasks WHERE schedule_id = '${schedule.id}'`,
    );
    expect(rows?.tasks).toBe(rows?.seconds);
    expect(tasks[0]?.result).toMatchObject({ value: '42' });
  });

  it('pauses, resumes, and counts from then', async () => {
    const schedule = await create({ everyMs: 3_600_000, timeZone: 'Asia/Shanghai' });
    const paused = await call<ScheduleView>('PATCH', `/${schedule.id}`, { enabled: false });
    expect(paused.body).toMatchObject({
      enabled: false,
      nextRunAt: null,
      nextRuns: [],
      description: 'Every hour',
    });
    const resumed = await call<ScheduleView>('PATCH', `/${schedule.id}`, { enabled: true });
    expect(Date.parse(resumed.body.nextRunAt as string)).toBeGreaterThanOrEqual(
      Date.parse(schedule.nextRunAt as string),
    );
  });

  it('changes what is sent, and keeps the rest', async () => {
    const { id, name } = await create({ cron: NEVER_SOON, task: { ...SUM, tags: ['kept'] } });
    const { body } = await call<ScheduleView>('PATCH', `/${id}`, {
      cron: '0 8 * * MON-FRI',
      timeZone: 'Europe/Berlin',
    });
    expect(body).toMatchObject({
      name,
      description: 'At 08:00, Monday through Friday (Europe/Berlin)',
      task: { tags: ['kept'] },
    });
    expect((await call<ScheduleView>('PATCH', `/${id}`, { everyMs: 60_000 })).body).toMatchObject({
      cron: null,
      everyMs: 60_000,
    });
    expect((await call<ScheduleView>('GET', `/${id}`)).body).toMatchObject({ cron: null, everyMs: 60_000 });
  });

  it('makes a task by hand, also while it is paused, and shows it', async () => {
    const schedule = await create({ cron: NEVER_SOON, enabled: false });
    const { status, body, headers } = await call<TaskView>('POST', `/${schedule.id}/trigger`);
    expect([status, headers.get('location')]).toEqual([201, `/api/v1/tasks/${body.id}`]);
    expect(await system.client.ended(body.id)).toMatchObject({ status: 'COMPLETED' });
    expect((await call<ScheduleView>('GET', `/${schedule.id}`)).body).toMatchObject({
      lastTaskId: body.id,
      nextRunAt: null,
    });
    expect((await tasksOf(schedule)).map(({ id }) => id)).toEqual([body.id]);
  });

  it('makes up for missed firings once, or leaves them out, as it says', async () => {
    const [made, left] = [
      await create({ everyMs: 60_000, catchUp: true }),
      await create({ everyMs: 60_000 }),
    ];
    for (const { id } of [made, left]) {
      await system.audit.query(
        `UPDATE schedules SET next_run_at = now_ms() - interval '10 minutes' WHERE id = '${id}'`,
      );
    }
    const isAhead = async ({ id }: ScheduleView) =>
      Date.parse((await call<ScheduleView>('GET', `/${id}`)).body.nextRunAt as string) > Date.now();
    await until(async () => (await isAhead(made)) && (await isAhead(left)), 10_000);
    expect([(await tasksOf(made)).length, (await tasksOf(left)).length]).toEqual([1, 0]);
  });

  it('keeps its tasks when it is removed', async () => {
    const schedule = await create({ cron: NEVER_SOON });
    const { body: task } = await call<TaskView>('POST', `/${schedule.id}/trigger`);
    expect((await call('DELETE', `/${schedule.id}`)).status).toBe(204);
    expect((await system.client.call('GET', `/tasks/${task.id}`)).status).toBe(200);
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/trigger'],
    ] as const) {
      expect((await call(method, `/${schedule.id}${path}`)).status).toBe(404);
    }
  });

  it('lists by name, page by page', async () => {
    const names = (
      await Promise.all(['list c', 'list a', 'list b'].map((name) => create({ name, cron: NEVER_SOON })))
    ).map(({ name }) => name);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await call<{ data: ScheduleView[]; nextCursor: string | null }>(
        'GET',
        `?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.data.map(({ name }) => name));
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
    }
    expect(seen).toEqual([...seen].sort());
    expect(seen.filter((name) => name.startsWith('list '))).toEqual(names.sort());
  });

  it.each<[object, string[]]>([
    [{ name: 'x' }, ['task', 'cron']],
    [{ name: 'x', cron: '61 * * * *', task: SUM }, ['cron']],
    [{ name: 'x', cron: '0 0 30 2 *', task: SUM }, ['cron']],
    [{ name: 'x', cron: '* * * * *', everyMs: 1_000, task: SUM }, ['everyMs']],
    [{ name: 'x', everyMs: 10, task: SUM }, ['everyMs']],
    [{ name: 'x', cron: '* * * * *', timeZone: 'Mars/Olympus', task: SUM }, ['timeZone']],
    [{ name: ' x', cron: '* * * * *', task: SUM }, ['name']],
    [{ name: 'x', cron: '* * * * *', task: { type: 'demo.nothing', input: {} } }, ['task.type']],
    [
      { name: 'x', cron: '* * * * *', task: { ...SUM, input: { expression: 5 } } },
      ['task.input.expression', 'task.input.expression'],
    ],
    [{ name: 'x', cron: '* * * * *', task: { ...SUM, runAt: '2030-01-01T00:00:00Z' } }, ['task.runAt']],
    [{ name: 'x', cron: '* * * * *', task: SUM, often: true }, ['often']],
  ])('refuses %j at %j', async (body, paths) => {
    expect(await problemOf('POST', '', body)).toEqual({ status: 400, paths });
  });

  it('makes a name where none is given, another each time', async () => {
    const made = await Promise.all([1, 2].map(() => create({ name: undefined, cron: NEVER_SOON })));
    for (const { name } of made) expect(name).toMatch(/^demo\.calculation [\da-f]{8}$/);
    expect(new Set(made.map(({ name }) => name)).size).toBe(2);
  });

  it('refuses a name that is taken with 409, and an id that is none with 404', async () => {
    const { name } = await create({ cron: NEVER_SOON });
    expect((await problemOf('POST', '', { name, cron: NEVER_SOON, task: SUM })).status).toBe(409);
    expect((await problemOf('GET', '/nothing')).status).toBe(404);
  });
});
