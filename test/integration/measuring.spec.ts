import { Client } from 'pg';
import { BenchRun } from '../../bench/bench-run.js';

/** The benchmarks and the soak stand on what the tests stand on, and are run by nobody but people. */
describe('a run that measures', () => {
  const { TEST_POSTGRES_URL } = process.env;
  afterEach(() => void (process.env.TEST_POSTGRES_URL = TEST_POSTGRES_URL));

  it('has a database of its own, migrated and empty', async () => {
    const run = await BenchRun.start({ tasks: 0 });
    const { url } = await run.database();
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ tasks: number }>('SELECT count(*)::int AS tasks FROM tasks');
    await client.end();
    await run.cleanup.all();
    expect(rows).toEqual([{ tasks: 0 }]);
    expect(new URL(url).port).not.toBe(new URL(String(TEST_POSTGRES_URL)).port);
  });
});
