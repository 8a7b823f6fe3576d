import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const execute = promisify(execFile);

/**
 * Made when missing. Not `postgres`: where a PostgreSQL is installed, that account rules over its databases.
 */
const ACCOUNT = 'task-runner';

/** Where no account can be made, one that is there already does as well. */
const SPARE_ACCOUNT = 'postgres';

/** The account that PostgreSQL runs under. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Null where PostgreSQL runs as we do. It refuses root, so for root it is the owner of the cluster that is
 * there already, else the user `task-runner`, who is made when missing.
 * @param dataFolders where such a cluster may be
 */
export async function findServerUser(dataFolders: readonly string[]): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owners = await Promise.all(dataFolders.map((folder) => stat(folder).catch(() => null)));
  const owner = owners.find((found) => found && found.uid !== 0);
  if (owner) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp(ACCOUNT)) ?? (await create(ACCOUNT));
}

/** As people know the account, such as `task-runner`. */
export async function nameOf({ uid }: ServerUser): Promise<string> {
  return execute('id', ['-un', String(uid)]).then(
    ({ stdout }) => stdout.trim(),
    () => String(uid), // an account that is gone
  );
}

async function lookUp(name: string): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await execute('id', [flag, name])).stdout)),
    );
    return uid && gid !== undefined ? { uid, gid } : null;
  } catch {
    return null; // no such user
  }
}

async function create(name: string): Promise<ServerUser> {
  const args = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name];
  const problem = await execute('/usr/sbin/useradd', args).then(
    () => 'it is not found afterwards',
    (error: Error) => error.message.trim(),
  );
  // the first also when another process was quicker
  const found = (await lookUp(name)) ?? (await lookUp(SPARE_ACCOUNT));
  if (found) return found;
  throw new EmbeddedPostgresError(
    [
      `PostgreSQL does not run as root, and the user "${name}" to run it could not be made (${problem}).`,
      'Do one of these:',
      `  - make it by hand: useradd --system ${name}`,
      '  - start as an ordinary user',
      '  - set DATABASE_URL to a PostgreSQL of your own',
    ].join('\n'),
  );
}
