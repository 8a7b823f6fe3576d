import { Metrics } from '@app/observability';
import type { TaskStatus, Transition } from '@app/persistence';
import { type DispatchReason, DispatchSignal } from './dispatch-signal.js';
import type { EventNotifier } from '../events/event-notifier.js';
import { Announcer } from './announcer.js';
import { changesBy } from './change.js';

async function announced(transition: Transition, status: TaskStatus, count = 1, code?: string) {
  const rung: string[] = [];
  const signals: [string, DispatchReason][] = [];
  const metrics = new Metrics();
  const dispatch = new DispatchSignal();
  dispatch.onSignal((queue, reason) => signals.push([queue, reason]));
  const notifier = { notify: (ids: readonly string[]) => void rung.push(...ids) } as unknown as EventNotifier;
  const tasks = Array.from({ length: count }, (_, index) => ({
    id: `${index}`,
    type: 't',
    queue: 'q',
    status,
  }));
  new Announcer(metrics, notifier, dispatch).announce(changesBy(transition, tasks, code));
  const counted = (await metrics.scrape())
    .split('\n')
    .filter((line) => /^(task|lease)[a-z_]*_total/.test(line) && !line.endsWith(' 0'));
  return { rung, signals, counted };
}

describe('an announcement', () => {
  it.each<[Transition, TaskStatus, DispatchReason | null]>([
    ['accept', 'PENDING', 'due'],
    ['claim', 'PROCESSING', 'room'],
    ['complete', 'COMPLETED', 'ended'],
    ['retry', 'PENDING', 'due'],
    ['release', 'PENDING', 'due'],
    ['stop', 'CANCELLED', 'ended'],
    ['reclaim', 'PENDING', 'due'],
    ['reclaim', 'FAILED', 'ended'],
    ['reclaim', 'CANCELLED', 'ended'],
    ['forceCancel', 'CANCELLED', 'ended'],
    ['cancel', 'PROCESSING', null],
    ['expire', 'FAILED', null],
    ['retryByHand', 'PENDING', 'due'],
    ['runNow', 'PENDING', 'due'],
    ['remove', 'COMPLETED', null], // it ended before
  ])('of %s to %s tells the dispatcher %s', async (transition, status, reason) => {
    expect((await announced(transition, status, 3)).signals).toEqual(reason ? [['q', reason]] : []);
  });

  it('tells the readers of each task, but of those that nobody can follow', async () => {
    expect((await announced('cancel', 'CANCELLED', 2)).rung).toEqual(['0', '1']);
    expect((await announced('accept', 'PENDING', 2)).rung).toEqual([]);
    expect((await announced('remove', 'FAILED', 2)).rung).toEqual([]);
  });

  it.each<[Transition, TaskStatus, string | undefined, string[]]>([
    ['accept', 'PENDING', undefined, ['tasks_accepted_total{type="t"} 1']],
    ['complete', 'COMPLETED', undefined, ['tasks_finished_total{type="t",status="COMPLETED",code="none"} 1']],
    ['fail', 'FAILED', 'timeout', ['tasks_finished_total{type="t",status="FAILED",code="timeout"} 1']],
    ['retry', 'PENDING', 'timeout', ['task_retries_total{type="t",code="timeout"} 1']],
    ['retry', 'CANCELLED', 'timeout', ['tasks_finished_total{type="t",status="CANCELLED",code="timeout"} 1']],
    ['release', 'PENDING', undefined, []],
    ['reclaim', 'PENDING', 'worker_lost', ['lease_reclaims_total 1']],
    [
      'reclaim',
      'FAILED',
      'worker_lost',
      ['tasks_finished_total{type="t",status="FAILED",code="worker_lost"} 1', 'lease_reclaims_total 1'],
    ],
    ['remove', 'FAILED', undefined, []],
  ])('of %s to %s with %s is counted', async (transition, status, code, lines) => {
    expect((await announced(transition, status, 1, code)).counted).toEqual(lines);
  });

  it('of nothing tells nobody', async () => {
    expect(await announced('cancel', 'CANCELLED', 0)).toEqual({ rung: [], signals: [], counted: [] });
  });
});
