import { setTimeout as delay } from 'node:timers/promises';
import { forEachBroker } from '../support/brokers.js';
import { TestSystem } from '../support/test-system.js';

/** The long form: CHAOS_TASKS=1000. */
const TASKS = Number(process.env['CHAOS_TASKS'] ?? 240);
const KILL_EVERY_MS = 2_000;
/** Then most tasks have ended, and what is left waits for nothing but time. */
const KILLS = Math.ceil(TASKS / 40);
const WORKERS = 3;

/** Mixed work of which some takes longer than a worker lives. */
function submission(index: number): object {
  if (index % 10 === 0)
    return {
      type: 'ai.text-generation',
      input: { prompt: `${index}`, providerOptions: { simulated: { wordsPerSecond: 60 } } },
      maxAttempts: 20,
    };
  if (index % 3 === 0)
    return { type: 'demo.unreliable', input: { failureProbability: 0.2, seed: index }, maxAttempts: 20 };
  return {
    type: 'demo.calculation',
    input: { expression: `${index} * 2` },
    priority: 1 + (index % 10),
    maxAttempts: 20,
  };
}

forEachBroker((broker) => {
  it(`ends each of ${TASKS} tasks once although workers are killed all the time`, async () => {
    const system = await TestSystem.start({ broker, workers: 0, variables: { LEASE_SECONDS: '3' } });
    try {
      await Promise.all(Array.from({ length: WORKERS }, () => system.startOwnWorker()));
      const chaos = new AbortController();
      const killing = killWorkers(system, chaos.signal);
      for (let from = 0; from < TASKS; from += 100) {
        const tasks = Array.from({ length: Math.min(100, TASKS - from) }, (_, index) =>
          submission(from + index),
        );
        expect((await system.client.call('POST', '/tasks/batch', { tasks })).status).toBe(201);
        if (from === 100) await system.redis?.flushAll();
        await delay(300, undefined, { ref: false }); // spread over several kills
      }
      await system.audit.allEnded(120_000).finally(() => chaos.abort());
      await killing;
      expect(await system.audit.count()).toEqual({ accepted: TASKS, ended: TASKS, endedTwice: 0 });
    } finally {
      await system.stop();
    }
  });
});

async function killWorkers(system: TestSystem, stop: AbortSignal): Promise<void> {
  for (let next = 0; next < KILLS; next += 1) {
    await delay(KILL_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return;
    await system.ownWorkers[next]?.kill9();
    await system.startOwnWorker();
  }
}
