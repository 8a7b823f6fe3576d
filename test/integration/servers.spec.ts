import { Client } from 'pg';
import { forEachBroker } from '../support/brokers.js';
import { createDatabase, startOwnPostgres } from '../support/postgres.js';
import { startRedis } from '../support/redis.js';

describe('the servers that tests use', () => {
  it('gives each file a migrated database of its own', async () => {
    const [one, other] = await Promise.all([createDatabase(), createDatabase()]);
    expect(one.url).not.toBe(other.url);
    expect(await query(one.url, 'SELECT count(*)::int AS value FROM tasks')).toBe(0);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('keeps data and port of an own server over a restart and a kill', async () => {
    const postgres = await startOwnPostgres();
    await query(postgres.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    await postgres.restart();
    await postgres.kill9();
    await expect(query(postgres.url, 'SELECT 1 AS value')).rejects.toThrow('ECONNREFUSED');
    await postgres.start();
    expect(await query(postgres.url, 'SELECT value FROM kept')).toBe(42);
    await postgres.destroy();
  });

  forEachBroker((broker) => {
    it('has a broker', async () => {
      if (broker === 'postgres') return;
      const redis = await startRedis();
      await redis.flushAll();
      redis.pause();
      redis.resume();
      await redis.stop();
      await redis.start();
      await redis.destroy();
    });
  });
});

async function query(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ value: unknown }>(sql)).rows[0]?.value;
  } finally {
    await client.end();
  }
}
