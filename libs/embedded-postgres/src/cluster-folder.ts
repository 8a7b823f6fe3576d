import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { ServerUser } from './server-user.js';

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/** The server is told nothing of our environment: its language, locale and time zone shall not depend on the machine's. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

/** Where a cluster and what belongs to it lie. */
export class ClusterFolder {
  readonly data: string;
  readonly log: string;
  private readonly passwordFile: string;

  constructor(readonly path: string) {
    this.data = join(path, 'data');
    this.log = join(path, 'server.log');
    this.passwordFile = join(path, 'password');
  }

  /** Makes the folder, for the server's user to write. */
  async make(user: ServerUser | null): Promise<void> {
    const first = await mkdir(this.path, { recursive: true });
    if (user && first) await openFolders(first, this.path);
    if (user) await chown(this.path, user.uid, user.gid);
    const tooLong = await stat(this.log).then(
      ({ size }) => size > LOG_LIMIT_BYTES,
      () => false,
    );
    await writeFile(this.log, '', { flag: tooLong ? 'w' : 'a', mode: 0o600 });
    if (user) await chown(this.log, user.uid, user.gid);
  }

  /** @throws EmbeddedPostgresError when it is another user's, or lost */
  async password(): Promise<string> {
    try {
      return (await readFile(this.passwordFile, 'utf8')).trim();
    } catch (cause) {
      const message = `The password of the embedded database cannot be read from ${this.passwordFile}: start as the user who made it, or choose another DATA_DIR`;
      throw new EmbeddedPostgresError(message, { cause });
    }
  }

  async hasCluster(): Promise<boolean> {
    return stat(join(this.data, 'PG_VERSION')).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
    );
  }

  /** Makes the cluster beside its place and moves it there whole, so that a kill leaves no half of one. */
  async initialise({ initdb }: Binaries, user: ServerUser | null, flags: readonly string[]): Promise<void> {
    const unfinished = join(this.path, 'data.unfinished');
    await rm(unfinished, { recursive: true, force: true });
    await writeFile(this.passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
    if (user) await chown(this.passwordFile, user.uid, user.gid);
    const args = [
      `--pgdata=${unfinished}`,
      '--username=postgres',
      `--pwfile=${this.passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--lc-messages=C',
      '--data-checksums',
      ...flags,
    ];
    await promisify(execFile)(initdb, args, { ...user, cwd: '/', env: SERVER_ENVIRONMENT }).catch((cause: Error & { stderr?: string }) => {
      throw new EmbeddedPostgresError(
        `initdb failed; set DATABASE_URL to a PostgreSQL of your own if this cannot be mended.\n${cause.stderr || cause.message}`,
        { cause },
      );
    });
    await rename(unfinished, this.data);
  }
}

/** Folders that root made with a strict umask would be closed to the server's user. */
async function openFolders(first: string, last: string): Promise<void> {
  for (let folder = last; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o711);
}
