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
  const user = await findServerUser([]);
  const [data, passwordFile, port] = [
    join(folder, 'data'),
    join(folder, 'password'),
    String(await freePort()),
  ];
  const password = 'of-the-old-superuser';
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) for (const path of [folder, passwordFile]) await chown(path, user.uid, user.gid);
  const run = (program: string, ...args: string[]) =>
    execute(join(programs(OLD_VERSION), program), args, {
      ...user,
      cwd: '/',
      env: { LC_ALL: 'C', PGPASSWORD: password },
    });
  await run(
    'initdb',
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-sync',
  );
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories= -c fsync=off`;
  await run(
    'pg_ctl',
    'start',
    '--wait',
    `--pgdata=${data}`,
    `--log=${join(folder, 'old.log')}`,
    `--options=${options}`,
  );
  try {
    await run('createdb', '--host=127.0.0.1', `--port=${port}`, '--username=postgres', database);
    await work(`postgres://postgres:${password}@127.0.0.1:${port}/${database}`);
  } finally {
    await run('pg_ctl', 'stop', '--wait', '--mode=fast', `--pgdata=${data}`);
  }
}

export function programs(version: string): string {
  return `/usr/lib/postgresql/${version}/bin`;
}
