import { setTimeout as delay } from 'node:timers/promises';
import { onAnyBroker } from '../support/brokers.js';
import { TestSystem } from '../support/test-system.js';
import { until } from '../support/until.js';

/** 60 and 10 000 for the long form: SCHEDULE_SECONDS=60 SCHEDULE_KILL_MS=10000. */
const SECONDS = Number(process.env['SCHEDULE_SECONDS'] ?? 6);
const KILL_EVERY_MS = Number(process.env['SCHEDULE_KILL_MS'] ?? 3_000);

onAnyBroker((broker) => {
  it(`makes a task for each of ${SECONDS} seconds, none twice, while processes are killed`, async () => {
    const system = await TestSystem.start({ broker, workers: 0, variables: { LEASE_SECONDS: '2' } });
    try {
      const [{ client }] = await Promise.all([
        system.startOwnApi(),
        system.startOwnApi(),
        ...[1, 2, 3].map(() => system.startOwnWorker()),
      ]);
      await system.apis[0]?.terminate(); // all that is left may be killed
      const { body } = await client.call<{ id: string; nextRunAt: string }>('POST', '/api/v1/schedules', {
        name: 'every second',
        cron: '* * * * * *',
        catchUp: true,
        task: { type: 'demo.calculation', input: { expression: '6 * 7' }, maxAttempts: 20 },
      });
      const last = new Date(Date.parse(body.nextRunAt) + (SECONDS - 1) * 1_000).toISOString();
      const done = async (): Promise<boolean> => (await made(last)).tasks >= SECONDS;
      const made = async (until: string) =>
        (
          await system.audit.query<{ tasks: number; times: number; ended: number }>(
            `SELECT count(*)::int AS tasks, count(DISTINCT scheduled_for)::int AS times, count(finished_at)::int AS ended
             FROM tasks WHERE scheduled_for <= '${until}'`,
          )
        )[0] as { tasks: number; times: number; ended: number };
      const killing = new AbortController();
      const killed = killProcesses(system, killing.signal);
      await until(done, (SECONDS + 15) * 1_000).finally(() => killing.abort());
      await killed;
      await until(async () => (await made(last)).ended === SECONDS, 30_000);
      expect(await made(last)).toEqual({ tasks: SECONDS, times: SECONDS, ended: SECONDS });
      expect((await system.audit.count()).endedTwice).toBe(0);
    } finally {
      await system.stop();
    }
  });
});

/** Kills an API process, then a worker, and so on, and starts another one each time. */
async function killProcesses(system: TestSystem, stop: AbortSignal): Promise<void> {
  for (let next = 0; ; next += 1) {
    await delay(KILL_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return;
    const [kind, nth] = [
      next % 2 === 0 ? ('ownApis' as const) : ('ownWorkers' as const),
      Math.floor(next / 2),
    ];
    await system[kind][nth]?.kill9();
    await (kind === 'ownApis' ? system.startOwnApi() : system.startOwnWorker());
  }
}
