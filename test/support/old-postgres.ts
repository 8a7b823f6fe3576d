import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import { findServerUser, freePort } from '@app/embedded-postgres';

const execute = promisify(execFile);

/** What Debian and Ubuntu bring as `postgresql`, which `.ci/run` installs: 15 to 17. */
export const OLD_VERSION =
  ['15', '16', '17'].find((version) => existsSync(join(programs(version), 'initdb'))) ?? '15';

/** Where the old programs are missing these are skipped by name, and in CI they fail. */
export const describeWithOldPostgres: typeof describe | typeof describe.skip =
  existsSync(join(programs(OLD_VERSION), 'initdb')) || process.env.CI ? describe : describe.skip;

/**
 * Makes a cluster as an earlier version with older programs would have left it, and lets the work fill it as
 * its superuser.
 */
export async function makeOldCluster(
  folder: string,
  database: string,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const cluster = await startOldCluster(folder, database);
  try {
    await work(cluster.url);
  } finally {
    await cluster.stop();
  }
}

export interface OldCluster {
  /** Of its superuser, in the database that was asked for. */
  readonly url: string;
  /** Of the server. */
  readonly log: string;
  stop(): Promise<void>;
}

/** @param settings of postgresql.conf */
export async function startOldCluster(
  folder: string,
  database: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<OldCluster> {
  const user = await findServerUser([]);
  const [data, log, port] = [join(folder, 'data'), join(folder, 'old.log'), String(await freePort())];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'password'), `${PASSWORD}\n`, { mode: 0o600 });
  if (user) for (const path of [folder, join(folder, 'password')]) await chown(path, user.uid, user.gid);
  const run = (program: string, ...args: string[]) =>
    execute(join(programs(OLD_VERSION), program), args, {
      ...user,
      cwd: '/',
      env: { LC_ALL: 'C', PGPASSWORD: PASSWORD },
    });
  await run(
    'initdb',
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${join(folder, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-sync',
  );
  const all = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off', ...settings };
  const options = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`);
  await run(
    'pg_ctl',
    'start',
    '--wait',
    `--pgdata=${data}`,
    `--log=${log}`,
    `--options=${options.join(' ')}`,
  );
  const stop = async () => void (await run('pg_ctl', 'stop', '--wait', '--mode=fast', `--pgdata=${data}`));
  try {
    await run('createdb', '--host=127.0.0.1', `--port=${port}`, '--username=postgres', database);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`, log, stop };
}

const PASSWORD = 'of-the-old-superuser';

export function programs(version: string): string {
  return `/usr/lib/postgresql/${version}/bin`;
}
