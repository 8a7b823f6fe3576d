import { Notifier } from '@app/persistence';
import { PgBouncer, pgbouncerAvailable } from '../support/pgbouncer.js';
import { startInProcess, type SystemInProcess } from '../support/system-in-process.js';
import { until } from '../support/until.js';

const describeWithPgBouncer = pgbouncerAvailable() || process.env.CI ? describe : describe.skip;
const HEADERS = { 'idempotency-key': 'one' };
const SUBMISSION = { type: 'demo.calculation', input: { expression: '6 * 7' } };

/** With a direct address in both modes, and in session mode without one too. */
const WAYS = [
  { mode: 'transaction', direct: true },
  { mode: 'session', direct: true },
  { mode: 'session', direct: false },
] as const;

describeWithPgBouncer.each(WAYS)(
  'behind PgBouncer in $mode mode (a direct address: $direct)',
  ({ mode, direct }) => {
    let bouncer: PgBouncer;
    let system: SystemInProcess;
    const heard: string[] = [];

    beforeAll(async () => {
      system = await startInProcess([], async (url) => {
        bouncer = await PgBouncer.start(url, mode);
        return { DATABASE_URL: bouncer.url, ...(direct && { DATABASE_LISTEN_URL: url }) };
      });
      system.app.get(Notifier, { strict: false }).on('queue_settings', (payload) => heard.push(payload));
    });
    afterAll(async () => {
      await system.stop();
      await bouncer.stop();
    });

    it('accepts, runs, lists and counts', async () => {
      const id = await system.run(SUBMISSION, HEADERS);
      expect((await system.call('POST', '/api/v1/tasks', SUBMISSION, HEADERS)).status).toBe(200);
      expect((await system.call('GET', `/api/v1/tasks/${id}`)).body).toMatchObject({
        status: 'COMPLETED',
        result: { value: '42' },
      });
      expect((await system.call('GET', '/api/v1/tasks?search=6')).body).toMatchObject({ data: [{ id }] });
      expect((await system.call('GET', '/api/v1/stats')).status).toBe(200);
      expect((await system.call('GET', '/health/ready')).status).toBe(200);
    });

    it('hears notifications', async () => {
      await until(async () => {
        await system.call('PATCH', '/api/v1/queues/demo_tasks', { concurrency: 5 });
        return heard.length > 0;
      }, 10_000);
    });
  },
);
