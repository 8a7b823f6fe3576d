import { readFile } from 'node:fs/promises';
import { createDatabaseFrom } from '../support/postgres.js';
import type { TaskView } from '../support/task-client.js';
import { TestSystem } from '../support/test-system.js';

/** Older than what is kept by default, on most days on which this runs. */
const KEEP_ALL = { TASK_RETENTION_DAYS: '3650' };

describe('a database that version 0.1.0 left', () => {
  let system: TestSystem;
  let tasks: readonly TaskView[];

  beforeAll(async () => {
    const database = await createDatabaseFrom(await readFile('test/fixtures/release-0.1.0.sql', 'utf8'));
    system = await TestSystem.start({ broker: 'postgres', database, variables: KEEP_ALL });
    tasks = (await system.client.call<{ data: TaskView[] }>('GET', '/tasks')).body.data;
  });

  afterAll(() => system.stop());

  it('still has its ended tasks, with results, errors, logs and attempts', async () => {
    expect(task(({ input }) => input.expression === '0.1+0.2')).toMatchObject({
      status: 'COMPLETED',
      result: { value: '0.3' },
      metadata: { customer: '42' },
    });
    const failed = task(({ type }) => type === 'demo.unreliable');
    expect(failed).toMatchObject({ status: 'FAILED', error: { attempt: 1 } });
    expect((await system.client.call('GET', `/tasks/${failed.id}/attempts`)).body).toMatchObject({
      data: [{ number: 1, outcome: 'failed' }],
    });
    const answered = task(({ type, status }) => type === 'ai.text-generation' && status === 'COMPLETED');
    expect(answered.result).toMatchObject({
      text: expect.stringContaining('What is AI?'),
      provider: 'simulated',
    });
    const { body } = await system.client.call<string>('GET', `/tasks/${answered.id}/events`);
    expect(body).toContain('event: end');
  });

  it('runs what waited, leaves what is paused or not due, and keeps its schedule', async () => {
    const waited = task(({ tags }) => tags.includes('waits'));
    expect(await system.client.ended(waited.id)).toMatchObject({
      status: 'COMPLETED',
      result: { value: '42' },
    });
    const later = await system.client.get(task(({ runAt }) => runAt === '2099-01-01T00:00:00.000Z').id);
    expect(later).toMatchObject({ status: 'PENDING', waitingFor: { reason: 'time' } });
    const paused = await system.client.get(
      task(({ input }) => input.prompt === 'Waits in a paused queue').id,
    );
    expect(paused).toMatchObject({ status: 'PENDING', waitingFor: { reason: 'paused' } });
    const schedules = await system.client.call<{ data: object[] }>('GET', '/api/v1/schedules');
    expect(schedules.body.data).toMatchObject([
      { name: 'nightly', enabled: true, timeZone: 'Europe/Berlin' },
    ]);
  });

  it('delivers its webhooks still: the secret and the address that were stored in clear text are read', async () => {
    const waited = task(({ tags }) => tags.includes('waits'));
    await system.client.ended(waited.id);
    const deliveries = await system.client.call<{ data: object[] }>(
      'GET',
      `/tasks/${waited.id}/webhook-deliveries`,
    );
    expect(deliveries.status).toBe(200);
    expect(JSON.stringify(deliveries.body)).not.toContain('whsec_');
  });

  function task(wanted: (task: TaskView) => boolean): TaskView {
    const found = tasks.find(wanted);
    if (!found) throw new Error(`no such task in ${JSON.stringify(tasks)}`);
    return found;
  }
});
