import { loadConfiguration } from '@app/config';
import { createLogger } from '@app/observability';
import { Notifier } from '@app/persistence';
import { FlakyProxy } from '../support/flaky-proxy.js';
import { openRepositories, type Repositories } from '../support/repositories.js';
import { until } from '../support/until.js';

/** Of each packet: so that logging in takes several times as long. */
const SLOW_MS = 200;

describe('the connection that listens', () => {
  let db: Repositories;
  let notifier: Notifier;
  beforeAll(async () => {
    db = await openRepositories();
    const logger = createLogger({ level: 'silent', format: 'json' }, 'test');
    notifier = new Notifier(loadConfiguration({ DATABASE_URL: db.url }), logger);
  });
  afterAll(async () => {
    await notifier.onApplicationShutdown();
    await db.close();
  });

  const tell = (channel: string): Promise<unknown> =>
    db.database.query('SELECT pg_notify($1, $2)', [channel, 'now']);

  /** Told again and again, as a notification before LISTEN is heard by nobody. */
  async function hears(channel: Parameters<Notifier['on']>[0]): Promise<string> {
    const telling = new AbortController();
    const heard = new Promise<string>((resolve) => notifier.on(channel, resolve));
    const loop = (async () => {
      while (!telling.signal.aborted) await tell(channel);
    })();
    return heard.finally(async () => (telling.abort(), await loop));
  }

  it('hears what was asked for before it began, and what is asked for later, too', async () => {
    const heard = hears('worker_drain');
    notifier.onApplicationBootstrap();
    expect(await heard).toBe('now');
    expect(await hears('queue_settings')).toBe('now');
  }, 20_000);

  it.each(['before it is answered', 'when it has begun to log in'])(
    'stops while it connects, %s',
    async (moment) => {
      const proxy = await FlakyProxy.start(db.url);
      proxy.delayMs = SLOW_MS;
      const stopping = new Notifier(
        loadConfiguration({ DATABASE_URL: proxy.url }),
        createLogger({ level: 'silent', format: 'json' }, 'test'),
      );
      stopping.onApplicationBootstrap();
      if (moment !== 'before it is answered') await until(() => proxy.made === 1, 10_000);
      await stopping.onApplicationShutdown();
      await proxy.stop();
    },
  );
});
