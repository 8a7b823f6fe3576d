import { concurrencyOf, defineQueue, queueNames } from './define-queue.js';

describe('a queue', () => {
  it('is known once it is defined, and once where it is defined again', () => {
    defineQueue({ name: 'slow_work' });
    defineQueue({ name: 'slow_work' });
    defineQueue({ name: 'a-queue' });
    const names = queueNames().filter((name) => ['a-queue', 'slow_work'].includes(name));
    expect(names).toEqual(['a-queue', 'slow_work']);
  });

  it.each(['', 'Upper', '1st', 'with space', 'a:b', `a${'b'.repeat(63)}`])(
    'can not be named "%s"',
    (name) => {
      expect(() => defineQueue({ name })).toThrow(/can't be named/);
      expect(queueNames()).not.toContain(name);
    },
  );
});

describe('how many of its tasks a worker runs at once', () => {
  it('is what the queue says, else what the worker says', () => {
    defineQueue({ name: 'narrow', concurrency: 2 });
    defineQueue({ name: 'wide' });
    expect([concurrencyOf('narrow', 10), concurrencyOf('wide', 10), concurrencyOf('unknown', 10)]).toEqual([
      2, 10, 10,
    ]);
  });

  it.each([0, -1, 1.5, 1_001, NaN, Infinity])('can not be %s', (concurrency) => {
    expect(() => defineQueue({ name: 'odd', concurrency })).toThrow(/1 to 1000/);
  });
});
