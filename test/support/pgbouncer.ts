import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServerUser, freePort } from '@app/embedded-postgres';
import { Client } from 'pg';
import { until } from './until.js';

const PROGRAM = '/usr/sbin/pgbouncer';

/** Debian's `pgbouncer`, which `.ci/run` installs. */
export const pgbouncerAvailable = (): boolean => existsSync(PROGRAM);

/** A PgBouncer as Debian configures it, before one database. */
export class PgBouncer {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(databaseUrl: string, mode: 'session' | 'transaction'): Promise<PgBouncer> {
    const [folder, port, user] = [
      await mkdtemp(join(tmpdir(), 'task-runner-pgbouncer-')),
      await freePort(),
      await findServerUser([]),
    ];
    const { hostname, port: serverPort, username, password, pathname } = new URL(databaseUrl);
    const [users, settings] = [join(folder, 'users.txt'), join(folder, 'pgbouncer.ini')];
    await writeFile(users, `"${username}" "${decodeURIComponent(password)}"\n`);
    await writeFile(
      settings,
      [
        '[databases]',
        `${pathname.slice(1)} = host=${hostname} port=${serverPort}`,
        '[pgbouncer]',
        'listen_addr = 127.0.0.1',
        `listen_port = ${port}`,
        'unix_socket_dir =',
        'auth_type = md5',
        `auth_file = ${users}`,
        `pool_mode = ${mode}`,
        'default_pool_size = 20',
        '',
      ].join('\n'),
    );
    if (user) for (const path of [folder, users, settings]) await chown(path, user.uid, user.gid);
    const child = spawn(PROGRAM, ['-q', settings], {
      stdio: 'ignore',
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.search = ''; // the server's socket file
    url.port = String(port);
    await until(() => answers(url.href), 10_000);
    return new PgBouncer(url.href, child, folder);
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  await client.end();
  return true;
}
