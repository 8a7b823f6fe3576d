import { describe, expect, it } from '@jest/globals';
import type { Queue, Stats, Worker } from '../../operation/answers';
import { type Concern, concernsIn } from './attention';

const queue = (given: Partial<Queue>): Queue =>
  ({
    name: 'q',
    waiting: 0,
    workers: 1,
    paused: false,
    alert: null,
    oldestWaitingAgeSeconds: null,
    ...given,
  }) as Queue;
const type = (given: object): Stats['types'][number] =>
  ({ type: 'x', completed: 0, failed: 0, ...given }) as Stats['types'][number];
const look = (given: { queues?: Queue[]; workers?: Worker[]; types?: Stats['types'] }): Concern[] =>
  concernsIn({
    queues: given.queues ?? [],
    workers: given.workers ?? [],
    stats: { from: '2026-01-01T00:00:00.000Z', types: given.types ?? [] },
  });

describe('what needs attention', () => {
  it('is nothing where all is well', () =>
    expect(
      look({
        queues: [queue({ waiting: 9, oldestWaitingAgeSeconds: 20 })],
        types: [type({ completed: 97, failed: 3 })],
      }),
    ).toEqual([]));

  it.each<[Partial<Queue>, Concern['kind'][]]>([
    [{ workers: 0, waiting: 2, oldestWaitingAgeSeconds: 900 }, ['noWorker']],
    [{ workers: 0 }, ['noWorkerIdle']],
    [{ paused: true, waiting: 2, oldestWaitingAgeSeconds: 900 }, ['paused']],
    [{ waiting: 2, oldestWaitingAgeSeconds: 301 }, ['old']],
    [
      { waiting: 2, oldestWaitingAgeSeconds: 5, alert: { reasons: ['waiting', 'age'], since: 'x' } },
      ['long', 'old'],
    ],
  ])('of a queue with %j is %j: the cause, not what follows from it', (given, kinds) =>
    expect(look({ queues: [queue(given)] }).map(({ kind }) => kind)).toEqual(kinds),
  );

  it('is worse of a paused queue that has grown too long or too old', () => {
    const severities = [null, { reasons: ['age' as const], since: 'x' }].map(
      (alert) => look({ queues: [queue({ paused: true, alert })] })[0]?.severity,
    );
    expect(severities).toEqual(['orange', 'red']);
  });

  it('is a type that fails often, with a way to its failures', () => {
    expect(
      look({ types: [type({ completed: 1, failed: 2 }), type({ type: 'y', completed: 8, failed: 3 })] }),
    ).toMatchObject([
      {
        kind: 'failing',
        severity: 'orange',
        values: { type: 'y', failed: 3, ended: 11 },
        to: expect.stringContaining('status=FAILED&type=y&finishedAfter='),
      },
    ]);
  });

  it('says many lost workers in one line', () => {
    const worker = { id: '1', name: null, host: 'h', pid: 7, status: 'lost', lastHeartbeatAt: 'x' } as Worker;
    expect(look({ workers: [worker, worker, worker] }).map(({ kind }) => kind)).toEqual([
      'lost',
      'lost',
      'lost',
    ]);
    expect(look({ workers: Array<Worker>(4).fill(worker) })).toMatchObject([
      { kind: 'manyLost', values: { workers: 4 }, to: '/workers' },
    ]);
  });

  it('begins with the worst', () => {
    const worker = { id: '1', name: null, host: 'h', pid: 7, status: 'lost', lastHeartbeatAt: 'x' } as Worker;
    const found = look({
      queues: [queue({ paused: true }), queue({ workers: 0, waiting: 1 })],
      workers: [worker],
    });
    expect(found.map(({ kind }) => kind)).toEqual(['noWorker', 'paused', 'lost']);
  });
});
