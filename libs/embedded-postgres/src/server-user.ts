import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const execute = promisify(execFile);

/** The account that PostgreSQL runs under. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Null where PostgreSQL runs as we do. It refuses root, so for root it is the owner of the cluster that is there already,
 * else the user `postgres`, who is made when missing.
 */
export async function findServerUser(dataFolder: string): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataFolder).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp('postgres')) ?? (await create('postgres'));
}

async function lookUp(name: string): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await execute('id', [flag, name])).stdout)));
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
  const made = await lookUp(name); // also when another process was quicker
  if (made) return made;
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
