import { setTimeout as delay } from 'node:timers/promises';
import { onAnyBroker } from '../support/brokers.js';
import { describeWithPython, startPython } from '../support/python.js';
import type { TestProcess } from '../support/test-process.js';
import { TestSystem } from '../support/test-system.js';

const TASKS = 1_000;
const KILL_EVERY_MS = 2_000;
/** Then it is left alone: on a slow machine one that lives for so short a time ends no task of a second. */
const MOST_KILLS = 12;
/** After these kills of the worker the API is killed too. */
const API_KILLS = [1, 3];

// Tasks over HTTP never touch the broker: one is enough.
describeWithPython('a Python worker that is killed all the time', () =>
  onAnyBroker((broker) => {
    it(`ends each of ${TASKS} tasks once, although the API is killed too, and refuses stale tokens`, async () => {
      const system = await TestSystem.start({ broker, workers: 0, variables: { LEASE_SECONDS: '2' } });
      const started: TestProcess[] = [];
      try {
        const first = await system.startOwnApi();
        const origin = first.client.origin;
        const startWorker = (): number =>
          started.push(startPython('test/fixtures/python/chaos_worker.py', origin));
        startWorker();
        const stale = await staleLease(system);
        await submitAll(system);
        const chaos = new AbortController();
        const killing = kill(chaos.signal, async (kills) => {
          await started.at(-1)?.kill9();
          if (API_KILLS.includes(kills)) await restartApi(system, origin);
          startWorker();
        });
        await system.audit.allEnded(60_000).finally(() => chaos.abort());
        const kills = await killing;
        process.stdout.write(`workers killed: ${kills}\n`);
        expect(kills).toBeGreaterThanOrEqual(Math.max(...API_KILLS));
        const accepted = TASKS + 1;
        expect(await system.audit.count()).toEqual({ accepted, ended: accepted, endedTwice: 0 });
        expect(await outcomes(system)).toEqual({
          completed: accepted,
          others: 0,
          lost: expect.any(Number) as never,
        });
        const complete = await system.client.call('POST', `/api/v1/work/${stale.id}/complete`, {
          token: stale.token,
          result: { late: true },
        });
        expect(complete).toMatchObject({ status: 409, body: { code: 'lease_lost' } });
        expect(await system.client.get(stale.id)).toMatchObject({
          status: 'COMPLETED',
          result: { id: stale.id },
        });
      } finally {
        await Promise.all(started.map((worker) => worker.kill9()));
        await system.stop();
      }
    });
  }),
);

/** Taken by somebody who never says anything again. */
async function staleLease(system: TestSystem): Promise<{ id: string; token: string }> {
  const type = 'py.silent';
  const schema = { type: 'object' };
  const about = { queue: 'python', description: 'Taken.', input: schema, result: schema, maxAttempts: 20 };
  await system.client.call('PUT', `/api/v1/task-types/${type}`, about);
  const { id } = await system.client.submit({ type, input: { seconds: 0 } });
  const claim = { worker: { name: 'silent' }, types: [type], max: 1, waitSeconds: 20 };
  const { body } = await system.client.call<{ tasks: { lease: { token: string } }[] }>(
    'POST',
    '/api/v1/work/claims',
    claim,
  );
  return { id, token: body.tasks[0]?.lease.token ?? '' };
}

async function submitAll(system: TestSystem): Promise<void> {
  const type = 'py.chaos';
  const schema = { type: 'object' };
  const about = { queue: 'python', description: 'Short.', input: schema, result: schema, maxAttempts: 20 };
  await system.client.call('PUT', `/api/v1/task-types/${type}`, about);
  const tasks = Array.from({ length: TASKS }, (_, index) => ({
    type,
    input: { seconds: index % 200 === 0 ? 1 : 0.1 },
  }));
  expect((await system.client.call('POST', '/tasks/batch', { tasks })).status).toBe(201);
}

async function kill(stop: AbortSignal, next: (kills: number) => Promise<void>): Promise<number> {
  let kills = 0;
  while (kills < MOST_KILLS) {
    await delay(KILL_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return kills;
    await next((kills += 1));
  }
  return kills;
}

/** At the same address, as behind a name. */
async function restartApi(system: TestSystem, origin: string): Promise<void> {
  await system.ownApis.at(-1)?.kill9();
  await system.startOwnApi({ PORT: new URL(origin).port });
}

/**
 * Tasks that completed in exactly one attempt, and those attempts that ended neither so nor with a killed
 * worker, nor were given back because it was killed while it was handed the task.
 */
async function outcomes(system: TestSystem): Promise<object | undefined> {
  const [row] = await system.audit.query(`
    SELECT (SELECT count(*) FROM (
        SELECT FROM tasks JOIN task_attempts ON task_id = id WHERE status = 'COMPLETED' AND outcome = 'completed'
        GROUP BY id HAVING count(*) = 1) AS once)::int AS completed,
      (SELECT count(*) FROM task_attempts WHERE outcome IS NULL OR outcome NOT IN ('completed', 'lost', 'released'))::int
        AS others,
      (SELECT count(*) FROM task_attempts WHERE outcome = 'lost')::int AS lost`);
  return row;
}
