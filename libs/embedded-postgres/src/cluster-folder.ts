import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { give } from './ownership.js';
import type { ServerUser } from './server-user.js';

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * The server is told nothing of our environment: its language, locale and time zone shall not depend on the
 * machine's.
 */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

/** Where a cluster and what belongs to it lie. */
export class ClusterFolder {
  readonly data: string;
  readonly log: string;
  /** Of the superuser, who only makes roles and databases. */
  private readonly passwordFile: string;
  /** Of the role that the product connects with. */
  private readonly rolePasswordFile: string;

  constructor(readonly path: string) {
    this.data = join(path, 'data');
    this.log = join(path, 'server.log');
    this.passwordFile = join(path, 'password');
    this.rolePasswordFile = join(path, 'role-password');
  }

  /** Makes the folder, for the server's user to write. */
  async make(user: ServerUser | null): Promise<void> {
    const first = await mkdir(this.path, { recursive: true, mode: 0o700 });
    if (user && first) await openFolders(first, dirname(this.path));
    if (user) await give(this.path, user);
    await chmod(this.path, 0o700);
  }

  async openLog(user: ServerUser | null): Promise<void> {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;
    const log = await open(this.log, flags, 0o600);
    try {
      if ((await log.stat()).size > LOG_LIMIT_BYTES) await log.truncate();
      if (user) await log.chown(user.uid, user.gid);
    } finally {
      await log.close();
    }
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

  /** Made when missing; the role is given whatever stands here. */
  async rolePassword(user: ServerUser | null): Promise<string> {
    const kept = await readFile(this.rolePasswordFile, 'utf8').catch(() => '');
    return kept.trim() || (await makePassword(this.rolePasswordFile, user));
  }

  async hasCluster(): Promise<boolean> {
    return stat(join(this.data, 'PG_VERSION')).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
    );
  }

  /** The major version of the PostgreSQL that made the data. */
  async majorVersion(): Promise<number> {
    return Number(await readFile(join(this.data, 'PG_VERSION'), 'utf8'));
  }

  /** Makes the cluster beside its place and moves it there whole, so that a kill leaves no half of one. */
  async initialise(binaries: Binaries, user: ServerUser | null, flags: readonly string[]): Promise<void> {
    const unfinished = join(this.path, 'data.unfinished');
    await rm(unfinished, { recursive: true, force: true });
    await makePassword(this.passwordFile, user);
    await this.initialiseAt(unfinished, binaries, user, flags);
    await rename(unfinished, this.data);
  }

  /** A cluster with the same password at another place. */
  async initialiseAt(
    data: string,
    { initdb }: Binaries,
    user: ServerUser | null,
    flags: readonly string[],
  ): Promise<void> {
    const args = [
      `--pgdata=${data}`,
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
    await promisify(execFile)(initdb, args, { ...user, cwd: '/', env: SERVER_ENVIRONMENT }).catch(
      (cause: Error & { stderr?: string }) => {
        throw new EmbeddedPostgresError(
          `initdb failed; set DATABASE_URL to a PostgreSQL of your own if this cannot be mended.\n${cause.stderr || cause.message}`,
          { cause },
        );
      },
    );
  }
}

/** Under its name only when it is whole; a link that stands there is replaced, not followed. */
async function makePassword(file: string, user: ServerUser | null): Promise<string> {
  const password = randomBytes(24).toString('hex');
  await rm(`${file}.unfinished`, { force: true });
  await writeFile(`${file}.unfinished`, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (user) await give(`${file}.unfinished`, user);
  await rename(`${file}.unfinished`, file);
  return password;
}

/**
 * Folders that root makes are open to nobody else; the server's user must pass through, though not look into
 * them.
 */
async function openFolders(first: string, last: string): Promise<void> {
  for (let folder = last; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o711);
}
