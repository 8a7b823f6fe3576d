import type { QueueState, Task } from '@app/persistence';
import { waitingFor } from './waiting-for.js';

const NOW = Date.now();
const FREE: QueueState = { queue: 'q', paused: false, isFull: false, workers: 1, types: ['known', 'other'] };
const task = (given: Partial<Task> = {}) =>
  ({
    status: 'PENDING',
    type: 'known',
    queue: 'q',
    dueAt: new Date(NOW - 1_000),
    delivery: 3,
    ...given,
  }) as Task;
const inState = (state: Partial<QueueState>, databaseAheadMs = 0) => ({
  queues: [{ ...FREE, ...state }],
  databaseAheadMs,
});

describe('what a task waits for', () => {
  it.each<[string, Partial<QueueState>]>([
    ['paused', { paused: true, workers: 0, isFull: true }],
    ['worker', { workers: 0, isFull: true }],
    ['limit', { isFull: true }],
    ['worker', {}],
  ])('is %s where its queue is %j', (reason, state) =>
    expect(waitingFor(task(), inState(state))).toEqual({ reason }),
  );

  it('is a worker where nobody ever took from its queue', () => {
    expect(waitingFor(task({ queue: 'other' }), inState({ paused: true }))).toEqual({ reason: 'worker' });
  });

  it('is a worker where none of those online knows its type, however full its queue is', () => {
    expect(waitingFor(task({ type: 'new' }), inState({ isFull: true }))).toEqual({ reason: 'worker' });
    expect(waitingFor(task({ type: 'new' }), inState({ isFull: true, types: null }))).toEqual({
      reason: 'limit',
    });
  });

  it('is no time where a worker gave it back, but until it was due at first', () => {
    const givenBack = { dueAt: new Date(NOW + 60_000), firstDueAt: new Date(NOW - 1_000) };
    expect(waitingFor(task({ ...givenBack, givenBackAs: 3 }), inState({}))).toEqual({ reason: 'worker' });
    expect(waitingFor(task({ ...givenBack, givenBackAs: 2 }), inState({}))).toMatchObject({ reason: 'time' });
  });

  it('is its time first, until when', () => {
    const dueAt = new Date(NOW + 60_000);
    expect(waitingFor(task({ dueAt }), inState({ paused: true }))).toEqual({
      reason: 'time',
      until: dueAt.toISOString(),
    });
  });

  it('goes by the clock of the database', () => {
    expect(waitingFor(task({ dueAt: new Date(NOW + 60_000) }), inState({}, 70_000))).toEqual({
      reason: 'worker',
    });
    expect(waitingFor(task(), inState({}, -70_000))).toMatchObject({ reason: 'time' });
  });

  it.each(['PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const)(
    'is nothing for a task that is %s',
    (status) =>
      expect(
        waitingFor(task({ status, dueAt: new Date(NOW + 60_000) }), inState({ paused: true })),
      ).toBeNull(),
  );
});
