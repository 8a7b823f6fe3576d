import { forEachBroker } from '../support/brokers.js';
import { redisAvailable } from '../support/redis.js';
import { TestSystem } from '../support/test-system.js';

const sum = { type: 'demo.calculation', input: { expression: '6 * 7' } };

describe('without its broker', () => {
  const onRedis = redisAvailable() || process.env.CI ? it : it.skip;

  onRedis('accepts as ever while Redis is stopped or hangs, and runs the tasks once it is back', async () => {
    const system = await TestSystem.start({ broker: 'redis' });
    try {
      await system.redis?.stop();
      const ids = await Promise.all(Array.from({ length: 20 }, () => system.client.submit(sum).then(({ id }) => id)));
      const ready = await system.client.call<{ details: { broker: object } }>('GET', '/health/ready');
      expect(ready).toMatchObject({ status: 200, body: { details: { broker: { degraded: true } } } });
      await system.redis?.start();
      for (const id of ids) expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED' });
      system.redis?.pause(); // it hangs: connections stay, and nothing is answered
      const { id } = await system.client.submit(sum);
      system.redis?.resume();
      expect(await system.client.ended(id)).toMatchObject({ status: 'COMPLETED' });
      expect(await system.audit.count()).toEqual({ accepted: 21, ended: 21, endedTwice: 0 });
    } finally {
      await system.stop();
    }
  });

  onRedis('starts and accepts although Redis cannot be reached', async () => {
    const system = await TestSystem.start({ broker: 'redis', workers: 0 });
    try {
      await system.redis?.stop();
      const { client } = await system.startApi();
      const { id } = await client.submit(sum);
      await system.redis?.start();
      await system.startWorker();
      expect(await client.ended(id)).toMatchObject({ status: 'COMPLETED' });
    } finally {
      await system.stop();
    }
  });

  onRedis('delivers all of its window again after FLUSHALL', async () => {
    const system = await TestSystem.start({ broker: 'redis', workers: 0 });
    try {
      await system.client.call('POST', '/tasks/batch', { tasks: Array.from({ length: 100 }, () => sum) });
      await system.apis[0]?.line(() => true);
      await system.redis?.flushAll();
      await system.startWorker();
      await system.audit.allEnded(40_000);
      expect(await system.audit.count()).toEqual({ accepted: 100, ended: 100, endedTwice: 0 });
    } finally {
      await system.stop();
    }
  });
});

forEachBroker((broker) => {
  it('delivers what an API accepted and could not dispatch before it was killed', async () => {
    const system = await TestSystem.start({ broker, workers: 0 });
    try {
      const answers = Array.from({ length: 50 }, () => system.client.submit(sum).then(({ id }) => id));
      const first = await Promise.race(answers);
      await system.apis[0]?.kill9(); // some are committed and not dispatched, some marked and not yet with the broker
      const accepted = (await Promise.allSettled(answers)).filter(({ status }) => status === 'fulfilled').length;
      const { client } = await system.startApi();
      await system.startWorker();
      expect(await client.ended(first)).toMatchObject({ status: 'COMPLETED' });
      await system.audit.allEnded(40_000);
      const { accepted: rows, ended, endedTwice } = await system.audit.count();
      expect(rows).toBeGreaterThanOrEqual(accepted);
      expect([ended, endedTwice]).toEqual([rows, 0]);
    } finally {
      await system.stop();
    }
  });

  it('finds tasks that were marked as dispatched and never reached the broker', async () => {
    const system = await TestSystem.start({ broker, workers: 0 });
    try {
      await system.apis[0]?.kill9(); // nobody dispatches now
      await system.audit.query(`
        INSERT INTO tasks (id, type, queue, input, priority, attempts_max, timeout_ms, dispatched_at)
        SELECT gen_random_uuid(), 'demo.calculation', 'demo_tasks', '{"expression": "1"}', 1, 1, 1000, now() FROM generate_series(1, 30)`);
      await system.startWorker();
      await system.audit.allEnded(40_000);
      expect(await system.audit.count()).toEqual({ accepted: 30, ended: 30, endedTwice: 0 });
    } finally {
      await system.stop();
    }
  });
});
