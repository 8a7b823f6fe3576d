import { readFile } from 'node:fs/promises';
import { DatabaseBusy, prepareDatabase } from '@app/persistence';
import { Client } from 'pg';
import { createDatabase, createDatabaseFrom, type TestDatabase } from '../support/postgres.js';
import { ownProcess } from '../support/own-process.js';

/**
 * Longer than any lock that a migration may hold up others with; far below a statement that waits for the
 * holder.
 */
const READER = 'SET statement_timeout = 20000';

describe('the update of a database of 0.1.0', () => {
  let database: TestDatabase;
  let sessions: Client[];
  let blocked: Set<string>;
  let onceBlocked: Promise<void>;
  let update: (updateWaitMs?: number) => Promise<void>;

  beforeAll(async () => void (dump = await readFile('test/fixtures/release-0.1.0.sql', 'utf8')));
  beforeEach(async () => {
    database = await createDatabaseFrom(dump);
    sessions = [];
    blocked = new Set();
    let tell: () => void = () => undefined;
    onceBlocked = new Promise((resolve) => (tell = resolve));
    update = (updateWaitMs = 60_000) =>
      prepareDatabase(database.url, {
        updateWaitMs,
        onBlocked: ({ blockers }) => {
          for (const { application } of blockers) blocked.add(application);
          if (blockers.length > 0) tell();
        },
      });
  });
  afterEach(async () => {
    for (const session of sessions) await session.end();
    await database.drop();
  });

  it('holds up no reader while a transaction that has read the tasks stays open, and goes on when it ends', async () => {
    const holder = await session('nightly report');
    await holder.query('BEGIN; SELECT FROM tasks');
    const updated = update();
    await onceBlocked;
    const reader = await session('reader', READER);
    for (let read = 0; read < 20; read += 1) await reader.query('SELECT count(*) FROM tasks');
    expect(await pending(updated)).toBe(true);
    expect([...blocked]).toEqual(['nightly report']);
    await holder.query('COMMIT');
    await updated;
    await expectAllDone();
  });

  it('holds up neither readers nor writers while a backup runs, takes up an index whose build was cut off, and goes on', async () => {
    const backup = await session('pg_dump');
    await backup.query(
      'BEGIN ISOLATION LEVEL REPEATABLE READ; LOCK TABLE tasks IN ACCESS SHARE MODE; SELECT FROM tasks',
    );
    const cutOff = update();
    await onceBlocked;
    expect(blocked).toEqual(new Set(['pg_dump']));
    const other = await session('client', READER);
    await other.query('SELECT count(*) FROM tasks');
    await other.query("UPDATE tasks SET updated_at = now_ms() WHERE status = 'PENDING'");
    const refused = expect(cutOff).rejects.toThrow();
    await other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'CREATE INDEX CONCURRENTLY%' AND pid <> pg_backend_pid()`);
    await refused;
    expect((await other.query('SELECT FROM pg_index WHERE NOT indisvalid')).rowCount).toBe(1);
    await backup.query('COMMIT');
    await update();
    await expectAllDone();
  });

  it('ends with a message that names who is in the way, and can be started again', async () => {
    const holder = await session('forgotten psql');
    await holder.query('BEGIN; SELECT FROM tasks');
    const failed = await update(1_000).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(DatabaseBusy);
    expect((failed as Error).message).toMatch(
      /waited \d+ s for process \d+ of the database server \(forgotten psql, since .*MIGRATION_WAIT_SECONDS/,
    );
    const api = ownProcess('api', {
      DATABASE_URL: database.url,
      PORT: '0',
      MIGRATION_WAIT_SECONDS: '1',
    });
    expect(await api.ended).toBe(1);
    expect(api.text).toMatch(/forgotten psql.*the update of the database waits for other sessions/);
    expect(api.text).toMatch(/The update of the database waited .*forgotten psql.*could not start/);
    await holder.query('COMMIT');
    await update();
    await expectAllDone();
  });

  it('is done once by processes that start together', async () => {
    await Promise.all([update(), update(), update()]);
    await expectAllDone();
  });

  async function session(name: string, setting = ''): Promise<Client> {
    const client = new Client({ connectionString: database.url, application_name: name });
    await client.connect();
    sessions.push(client);
    if (setting) await client.query(setting);
    return client;
  }

  /** As a new database is, which has no data that is in the way. */
  async function expectAllDone(): Promise<void> {
    const fresh = await createDatabase();
    try {
      expect(await schemaOf(database.url)).toEqual(await schemaOf(fresh.url));
    } finally {
      await fresh.drop();
    }
  }
});

let dump: string;

async function schemaOf(url: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const read = async (sql: string): Promise<unknown[]> => (await client.query(sql)).rows;
  try {
    return {
      migrations: await read('SELECT name FROM migrations ORDER BY name'),
      indexes:
        await read(`SELECT indexdef, indisvalid FROM pg_indexes JOIN pg_index ON indexrelid = (quote_ident(schemaname) || '.' || quote_ident(indexname))::regclass
        WHERE schemaname = 'public' ORDER BY indexdef`),
      columns: await read(
        `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`,
      ),
      broker: await read('SELECT max(version) FROM bullmq.migration'),
    };
  } finally {
    await client.end();
  }
}

async function pending(promise: Promise<unknown>): Promise<boolean> {
  return (await Promise.race([promise, new Promise(setImmediate).then(() => 'pending')])) === 'pending';
}
