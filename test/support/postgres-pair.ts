import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findServerUser, freePort } from '@app/embedded-postgres';
import { prepareDatabase } from '@app/persistence';
import { OLD_VERSION, programs } from './old-postgres.js';

const execute = promisify(execFile);
const PASSWORD = 'of-the-pair';
const DATABASE = 'task_runner';

/** A server that is written, and another one that follows it. */
export interface PostgresPair {
  /** Where the one that is written answers, before and after; its database is migrated and empty. */
  readonly url: string;
  /** Where the standby answers, until it takes over. */
  readonly standbyUrl: string;
  /** The first server dies, as by a loss of power. */
  loseFirst(): Promise<void>;
  /** The standby takes over, under the address of the first. */
  promote(): Promise<void>;
  destroy(): Promise<void>;
}

/** Of Debian's programs: the embedded PostgreSQL brings no pg_basebackup. */
export async function startPostgresPair(): Promise<PostgresPair> {
  const folder = await mkdtemp(join(tmpdir(), 'task-runner-pair-'));
  const user = await findServerUser([]);
  const [first, standby, passwordFile] = [
    join(folder, 'first'),
    join(folder, 'standby'),
    join(folder, 'password'),
  ];
  const [port, standbyPort] = [await freePort(), await freePort()];
  await writeFile(passwordFile, `${PASSWORD}\n`, { mode: 0o600 });
  if (user) for (const path of [folder, passwordFile]) await chown(path, user.uid, user.gid);

  const run = (program: string, ...args: string[]) =>
    execute(join(programs(OLD_VERSION), program), args, {
      ...user,
      cwd: '/',
      env: { LC_ALL: 'C', PGPASSWORD: PASSWORD },
    });
  const start = (data: string, onPort: number) => {
    const options = `-c listen_addresses=127.0.0.1 -c port=${onPort} -c unix_socket_directories= -c fsync=off`;
    return run('pg_ctl', 'start', '--wait', `--pgdata=${data}`, `--log=${data}.log`, `--options=${options}`);
  };
  const stop = (data: string, mode: 'fast' | 'immediate') =>
    run('pg_ctl', 'stop', '--wait', `--mode=${mode}`, `--pgdata=${data}`);
  const urlOf = (onPort: number) => `postgres://postgres:${PASSWORD}@127.0.0.1:${onPort}/${DATABASE}`;
  const running = new Set<string>();

  const server = ['--host=127.0.0.1', `--port=${port}`, '--username=postgres'];
  await run(
    'initdb',
    `--pgdata=${first}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  );
  await start(first, port);
  running.add(first);
  await run('createdb', ...server, DATABASE);
  await prepareDatabase(urlOf(port));
  await run(
    'pg_basebackup',
    ...server,
    `--pgdata=${standby}`,
    '--write-recovery-conf',
    '--checkpoint=fast',
    '--wal-method=stream',
  );
  await start(standby, standbyPort);
  running.add(standby);

  return {
    url: urlOf(port),
    standbyUrl: urlOf(standbyPort),
    async loseFirst() {
      running.delete(first);
      await stop(first, 'immediate');
    },
    async promote() {
      await stop(standby, 'fast');
      await start(standby, port);
      await run('pg_ctl', 'promote', '--wait', `--pgdata=${standby}`);
    },
    async destroy() {
      for (const data of running) await stop(data, 'immediate');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
