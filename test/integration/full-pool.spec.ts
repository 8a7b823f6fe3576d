import { type AddressInfo, createServer, type Server } from 'node:net';
import { ConnectionsInUse, isDatabaseAway, WatchedPool } from '@app/persistence';
import { refusalOf } from '../../apps/api/src/refusal.js';

describe('a pool without a free connection', () => {
  const pools: WatchedPool[] = [];
  const poolOf = (connectionString: string, connectionTimeoutMillis = 100): WatchedPool => {
    const settings = { max: 2, connectionTimeoutMillis, answerLimitMs: 5_000, isDirect: true };
    const pool = new WatchedPool({ connectionString, ...settings });
    pools.push(pool);
    return pool;
  };
  const failureOf = (work: Promise<unknown>): Promise<Error> =>
    work.then(
      () => Promise.reject(new Error('it worked')),
      (error: Error) => error,
    );
  afterAll(() => Promise.all(pools.map((pool) => pool.end())));

  it('says that all are in use where they are, to whoever asks in whatever way', async () => {
    const pool = poolOf(process.env.TEST_POSTGRES_URL as string, 30_000);
    const held = [await pool.connect(), await pool.connect()];
    pool.options.connectionTimeoutMillis = 100; // from here on nobody gets one
    const byCallback = new Promise((resolve, reject) =>
      pool.connect((error, client) => (error ? reject(error) : resolve(client))),
    );
    for (const error of await Promise.all(
      [pool.connect(), byCallback, pool.query('SELECT 1')].map(failureOf),
    )) {
      expect(error).toBeInstanceOf(ConnectionsInUse);
      expect(error.message).toBe('All 2 database connections of this pool are in use (DATABASE_POOL_SIZE)');
      expect(isDatabaseAway(error)).toBe(true); // it is tried again, as after an outage
      expect(refusalOf(error)).toMatchObject({ status: 503, detail: expect.stringContaining('in use') });
    }
    pool.options.connectionTimeoutMillis = 30_000;
    held.forEach((client) => client.release());
    expect((await pool.query<{ n: number }>('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
  });

  it('says nothing like it where none can be made', async () => {
    const silent: Server = createServer((socket) => void socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const pool = poolOf(`postgres://x@127.0.0.1:${(silent.address() as AddressInfo).port}/x`);
    const errors = await Promise.all([1, 2, 3].map(() => failureOf(pool.connect())));
    for (const error of errors) {
      expect(error).not.toBeInstanceOf(ConnectionsInUse);
      expect(isDatabaseAway(error)).toBe(true);
      expect(refusalOf(error)).toMatchObject({ detail: expect.stringContaining('does not answer') });
    }
    silent.close();
  });
});
