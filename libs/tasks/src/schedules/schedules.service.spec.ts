import type { NewTask, ScheduleRepository } from '@app/persistence';
import type { TaskEngine } from '../engine/task-engine.js';
import { InputRefused } from '@app/handlers';
import type { InputFiles } from '../input/input-files.js';
import type { NewTasks } from '../submitting/new-tasks.js';
import type { Scheduler } from './scheduler.js';
import { SchedulesService } from './schedules.service.js';

const HOURLY = {
  name: 'hourly',
  cron: '@hourly',
  everyMs: null,
  timeZone: 'UTC',
  enabled: true,
  catchUp: false,
};
const task = { type: 'one', input: { fileId: 'gone' } };

function serviceThat(check: () => Promise<void>) {
  const inserted: unknown[] = [];
  const schedules = {
    now: async () => new Date('2026-12-01T08:15:00.000Z'),
    insert: async (id: string, content: object) => (inserted.push(content), { id, ...content }),
  } as unknown as ScheduleRepository;
  const newTasks = { one: () => ({ id: 'x', ...task }) as unknown as NewTask } as unknown as NewTasks;
  const scheduler = { wake: () => undefined } as unknown as Scheduler;
  return {
    inserted,
    service: new SchedulesService(
      schedules,
      newTasks,
      {} as TaskEngine,
      { check } as unknown as InputFiles,
      scheduler,
    ),
  };
}

describe('making a schedule', () => {
  it('keeps the task as it will be accepted, without an id, and the next time', async () => {
    const { service } = serviceThat(async () => undefined);
    expect(await service.create({ ...HOURLY, task })).toMatchObject({
      template: { ...task },
      nextRunAt: new Date('2026-12-01T09:00:00.000Z'),
    });
  });

  it('refuses a file that does not exist, by its path in the schedule', async () => {
    const { service, inserted } = serviceThat(async () => {
      throw new InputRefused([{ path: ['input', 'fileId'], message: 'is not the id of a file that exists' }]);
    });
    await expect(service.create({ ...HOURLY, task })).rejects.toMatchObject({
      problems: [{ path: ['task', 'input', 'fileId'] }],
    });
    expect(inserted).toEqual([]);
  });

  it('has no next time while it is paused', async () => {
    const { service } = serviceThat(async () => undefined);
    expect(await service.create({ ...HOURLY, enabled: false, task })).toMatchObject({ nextRunAt: null });
  });
});
