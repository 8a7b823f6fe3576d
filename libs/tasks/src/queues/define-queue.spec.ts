import { defineQueue, queueNames } from './define-queue.js';

describe('a queue', () => {
  it('is known once it is defined, and once where it is defined again', () => {
    defineQueue({ name: 'slow_work' });
    defineQueue({ name: 'slow_work' });
    defineQueue({ name: 'a-queue' });
    expect(queueNames()).toEqual(['a-queue', 'slow_work']);
  });

  it.each(['', 'Upper', '1st', 'with space', 'a:b', `a${'b'.repeat(63)}`])(
    'can not be named "%s"',
    (name) => {
      expect(() => defineQueue({ name })).toThrow(/can't be named/);
      expect(queueNames()).not.toContain(name);
    },
  );
});
