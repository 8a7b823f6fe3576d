import { describe, expect, it } from '@jest/globals';
import type { Attempt, Task, WebhookDelivery } from '../../tasks/task-queries';
import { keyOf, timelineOf } from './timeline';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString();
const task = (given: object): Task =>
  ({ createdAt: at(0), finishedAt: null, status: 'PENDING', ...given }) as Task;
const attempt = (from: number, to: number | null): Attempt =>
  ({ startedAt: at(from), finishedAt: to === null ? null : at(to) }) as Attempt;
const delivery = (second: number, webhookId = '1'): WebhookDelivery =>
  ({ startedAt: at(second), webhookId }) as WebhookDelivery;

describe('the timeline of a task', () => {
  it('begins with the waiting', () =>
    expect(timelineOf(task({}), [], [])).toEqual([
      { kind: 'accepted', at: at(0) },
      { kind: 'waiting', at: at(0) },
    ]));

  it('has each wait, each attempt, the end and what was told of it, in order', () => {
    const ended = task({ status: 'FAILED', finishedAt: at(30) });
    const found = timelineOf(ended, [attempt(2, 5), attempt(20, 30)], [delivery(31), delivery(36)]);
    expect(found.map(({ kind }) => kind)).toEqual([
      'accepted',
      'waited',
      'attempt',
      'waited',
      'attempt',
      'ended',
      'webhook',
      'webhook',
    ]);
    expect(found).toMatchObject([
      {},
      { ms: 2_000, isRetry: false },
      {},
      { ms: 15_000, isRetry: true },
      {},
      { afterMs: 30_000 },
      {},
      {},
    ]);
  });

  it('knows the last try of each webhook: what earlier ones planned has happened', () => {
    const found = timelineOf(task({}), [], [delivery(1), delivery(2, '2'), delivery(3), delivery(4, '2')]);
    expect(found.filter(({ kind }) => kind === 'webhook')).toMatchObject([
      { isLast: false },
      { isLast: false },
      { isLast: true },
      { isLast: true },
    ]);
  });

  it('keeps the key of each thing when more is known, and has no key twice', () => {
    const ended = task({ status: 'FAILED', finishedAt: at(30) });
    const before = timelineOf(ended, [attempt(20, 30)], []).map(keyOf);
    const after = timelineOf(
      ended,
      [attempt(2, 5), attempt(20, 30)],
      [delivery(3), delivery(36), delivery(36, '2')],
    ).map(keyOf);
    expect(after).toEqual(expect.arrayContaining(before.filter((key) => !key.startsWith('waited'))));
    expect(new Set(after).size).toBe(after.length);
  });

  it('leaves out waits that nobody notices', () =>
    expect(
      timelineOf(task({ status: 'PROCESSING' }), [attempt(0.02, null)], []).map(({ kind }) => kind),
    ).toEqual(['accepted', 'attempt']));
});
