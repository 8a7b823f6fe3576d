import type { Schedule } from '@app/persistence';
import { scheduleViews } from './schedule.view.js';

const TIME = new Date('2026-12-01T08:00:00Z');
const schedule = (name: string): Schedule =>
  ({
    ...{ id: name, name, cron: '0 0 29 2 +1', everyMs: null, timeZone: 'Europe/Berlin', enabled: true },
    ...{ catchUp: false, nextRunAt: TIME, lastRunAt: null, lastTaskId: null, lastError: null },
    ...{ createdAt: TIME, updatedAt: TIME, task: { type: 'x', input: {} } },
  }) as unknown as Schedule;

describe('a list of schedules', () => {
  it('is shown in its order, and lets others have a turn between two', async () => {
    let turns = 0;
    let goesOn = true;
    const count = (): void => {
      turns += 1;
      if (goesOn) setImmediate(count);
    };
    setImmediate(count);
    const views = await scheduleViews(['a', 'b', 'c', 'd'].map(schedule));
    goesOn = false;
    expect(views.map(({ name, nextRuns }) => [name, nextRuns.length])).toEqual(
      ['a', 'b', 'c', 'd'].map((name) => [name, 5]),
    );
    expect(turns).toBeGreaterThanOrEqual(3);
  });
});
