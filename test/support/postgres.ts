import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '@app/embedded-postgres';
import { Client } from 'pg';
import { TEMPLATE } from './database-template.mjs';
import { until } from './until.js';

/** Serialises test files that copy the template; any number will do that nobody else uses. */
const TEMPLATE_LOCK = 4_811_520_663;
const DROP_LIMIT_MS = 30_000;

export interface TestDatabase {
  readonly url: string;
  /** Cuts the connections that are left. */
  drop(): Promise<void>;
}

/** A database of one's own on the run's server, migrated and empty. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdministrator(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  });
  return { url: urlOf(name), drop: () => asAdministrator((client) => dropDatabase(client, name)) };
}

/** A database of one's own with what a dump has, not migrated. */
export async function createDatabaseFrom(dump: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdministrator((client) => client.query(`CREATE DATABASE ${name}`).then(() => undefined));
  await asAdministrator((client) => client.query(dump).then(() => undefined), urlOf(name));
  return { url: urlOf(name), drop: () => asAdministrator((client) => dropDatabase(client, name)) };
}

/** A server of one's own that a test may stop, restart and kill; its port and data stay the same. */
export interface OwnPostgres {
  /** Of a database that is migrated and empty. */
  readonly url: string;
  start(): Promise<void>;
  /** As `systemctl restart` does: connections are cut. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Starts again as a standby, or as a primary: in recovery it takes no writes, and no LISTEN. */
  restartAs(role: 'standby' | 'primary'): Promise<void>;
  /** Kills the postmaster; its children notice and end at once. `start` recovers. */
  kill9(): Promise<void>;
  destroy(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'task-runner-test-'));
  let died: () => void = () => undefined;
  const postgres = new EmbeddedPostgres({
    folder,
    database: 'task_runner',
    temporary: true,
    onDeath: () => died(),
  });
  await postgres.start();
  const { prepareDatabase } = await import('@app/persistence'); // most files need none of it
  await prepareDatabase(postgres.url);
  return {
    url: postgres.url,
    start: () => postgres.start(),
    stop: () => postgres.stop(),
    restart: () => postgres.stop().then(() => postgres.start()),
    async restartAs(role) {
      await postgres.stop();
      const signal = join(postgres.folder, 'data', 'standby.signal');
      if (role === 'primary') await rm(signal, { force: true });
      else await writeFile(signal, '');
      // it runs then, and only its role could not be brought up to date
      await postgres.start().catch(unlessReadOnly);
    },
    kill9: () =>
      new Promise((resolve) => {
        died = resolve;
        if (postgres.pid) process.kill(postgres.pid, 'SIGKILL');
      }),
    destroy: () => postgres.destroy(),
  };
}

function unlessReadOnly(error: unknown): void {
  if ((error as { code?: unknown }).code !== '25006') throw error;
}

/**
 * Autovacuum belongs to the superuser, and may be in the database: only it can end it, and it is soon done.
 */
async function dropDatabase(client: Client, name: string): Promise<void> {
  await until(() => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`), DROP_LIMIT_MS);
}

async function asAdministrator(work: (client: Client) => Promise<void>, url = serverUrl()): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the query in flight rejects with the same error
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url)
    throw new Error('TEST_POSTGRES_URL is not set: this suite needs the global setup of jest.config.mjs');
  return url;
}
