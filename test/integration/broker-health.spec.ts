import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HealthIndicatorService } from '@nestjs/terminus';
import { loadConfiguration } from '@app/config';
import { createLogger, Metrics } from '@app/observability';
import { type Broker, BrokerHealth, checkBroker, createBroker } from '@app/queue';
import { describeWithRedis } from '../support/brokers.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { until } from '../support/until.js';

describeWithRedis('the health of a Redis that answers', () => {
  const log: string[] = [];
  const logger = createLogger({ level: 'info', format: 'json' }, 'test', {
    write: (line) => void log.push(line),
  });
  let folder: string;
  let redis: TestRedis;
  let broker: Broker;
  let health: BrokerHealth;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'task-runner-broker-'));
    redis = await startRedis({ dir: folder });
    mkdirSync(join(folder, 'dump.rdb')); // where it saves, so that it cannot
    broker = createBroker(loadConfiguration({ REDIS_URL: redis.url }), logger);
    health = new BrokerHealth(broker, new HealthIndicatorService(), new Metrics(), logger);
    await until(() => broker.isReady(), 5_000);
  });
  afterAll(async () => {
    await broker.close();
    await redis.destroy();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['READONLY', ['REPLICAOF 127.0.0.1 1'], ['REPLICAOF NO ONE']],
    ['OOM', ['CONFIG SET maxmemory 1'], ['CONFIG SET maxmemory 0']],
    ['MISCONF', ['CONFIG SET save "1 1"', 'BGSAVE'], ['CONFIG SET save ""']],
  ])('%s: degraded, told once, and well again by itself', async (word, begin, end) => {
    log.length = 0;
    for (const command of begin) await redis.command(command);
    const told = await until(async () => messageOf(await health.check()), 10_000);
    expect(told).toMatch(new RegExp(`${word}.*; tasks are accepted and wait$`));
    for (const command of end) await redis.command(command);
    await until(async () => messageOf(await health.check()) === undefined, 10_000);
    const lines = log.map((line) => JSON.parse(line) as { message: string });
    expect(lines.filter(({ message }) => message === 'the broker takes no tasks')).toHaveLength(1);
    expect(lines.at(-1)?.message).toBe('the broker takes tasks again');
  });

  it('connects again when its server became a replica: the master may be elsewhere', async () => {
    const again = once(broker.connection, 'reconnecting');
    await redis.becomeReplica();
    await health.check();
    await again;
    await redis.becomeMaster();
    await until(async () => messageOf(await health.check()) === undefined, 10_000);
  });

  it('refuses a database that the server does not have, and no other', async () => {
    const check = (path: string): Promise<void> =>
      checkBroker(loadConfiguration({ REDIS_URL: `${redis.url}${path}` }));
    await expect(check('/99')).rejects.toThrow(/REDIS_URL: the server has no database with this number/);
    await expect(check('/15')).resolves.toBeUndefined();
    await expect(check('')).resolves.toBeUndefined();
    await expect(
      checkBroker(loadConfiguration({ REDIS_URL: 'redis://127.0.0.1:1/99' })),
    ).resolves.toBeUndefined(); // away: told when it is back
  });

  it.each(['allkeys-lru', 'volatile-ttl'])(
    'refuses a server that evicts keys: %s, and one that came back so',
    async (policy) => {
      const refused: Error[] = [];
      await redis.command(`CONFIG SET maxmemory-policy ${policy}`);
      const configuration = loadConfiguration({ REDIS_URL: redis.url });
      const late = createBroker(configuration, logger, (error) => void refused.push(error));
      await expect(checkBroker(configuration)).rejects.toThrow(
        `REDIS_URL: this Redis throws keys away when it is full, and with them deliveries (maxmemory-policy ${policy}); set maxmemory-policy noeviction`,
      );
      await until(() => refused.length === 1, 5_000);
      await late.close();
      await redis.command('CONFIG SET maxmemory-policy noeviction');
      await expect(checkBroker(configuration)).resolves.toBeUndefined();
    },
  );

  function messageOf({ broker: found }: Awaited<ReturnType<BrokerHealth['check']>>): string | undefined {
    return (found as { message?: string }).message;
  }
});
