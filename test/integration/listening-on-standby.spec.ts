import { setImmediate as turn } from 'node:timers/promises';
import { loadConfiguration } from '@app/config';
import { createLogger } from '@app/observability';
import { Notifier } from '@app/persistence';
import { Client } from 'pg';
import { FlakyProxy } from '../support/flaky-proxy.js';
import { type OwnPostgres, startOwnPostgres } from '../support/postgres.js';
import { until } from '../support/until.js';

const ATTEMPTS = 8;

/** Does not wait between its attempts, but for a test after some; tells how long it would have waited. */
class HastyNotifier extends Notifier {
  readonly pausesMs: number[] = [];
  goOn!: () => void;
  private readonly toldToGoOn = new Promise<void>((resolve) => (this.goOn = resolve));

  protected override async pause(pauseMs: number): Promise<void> {
    this.pausesMs.push(pauseMs);
    await (this.pausesMs.length < ATTEMPTS ? turn() : this.toldToGoOn);
  }
}

describe('listening on a server in recovery', () => {
  let postgres: OwnPostgres;
  let proxy: FlakyProxy;
  let notifier: HastyNotifier;
  const heard: string[] = [];

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    await postgres.restartAs('standby');
    proxy = await FlakyProxy.start(postgres.url);
    notifier = new HastyNotifier(
      loadConfiguration({ DATABASE_URL: proxy.url }),
      createLogger({ level: 'silent', format: 'json' }, 'test'),
    );
    notifier.on('queue_settings', (payload) => heard.push(payload));
  });
  afterAll(async () => {
    notifier.goOn();
    await notifier.onApplicationShutdown();
    await proxy.stop();
    await postgres.destroy();
  });

  async function query<Row>(sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    return client
      .query(sql)
      .then(({ rows }) => rows as Row[])
      .finally(() => client.end());
  }

  it('leaves no connection behind, tries later and later, and listens as soon as the server takes it', async () => {
    notifier.onApplicationBootstrap();
    await until(() => notifier.pausesMs.length === ATTEMPTS, 30_000);
    expect(proxy.made).toBe(ATTEMPTS);
    const listening = `SELECT pid FROM pg_stat_activity WHERE application_name = 'task-runner-listen'`;
    // a server ends a process a moment after its connection
    await until(async () => (await query(listening)).length === 0, 5_000);
    const nominal = [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000];
    notifier.pausesMs.forEach((pauseMs, index) => {
      expect(pauseMs).toBeGreaterThanOrEqual((nominal[index] as number) / 2);
      expect(pauseMs).toBeLessThanOrEqual((nominal[index] as number) * 1.5);
    });
    await postgres.restartAs('primary');
    notifier.goOn();
    await until(async () => {
      await query(`SELECT pg_notify('queue_settings', 'again')`);
      return heard.includes('again');
    }, 60_000);
  });
});
