import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { ServerUser } from './server-user.js';

const execute = promisify(execFile);

/**
 * Tries, as the server's user, to run the binaries and to write the folder.
 * @throws EmbeddedPostgresError that names the folders in the way, and the remedies
 */
export async function checkAccess(user: ServerUser, { postgres }: Binaries, folder: string): Promise<void> {
  if (!(await succeeds(user, postgres, ['--version']))) {
    throw await refusal(user, postgres, 'clone the project into a folder that every user may enter, such as /opt or /srv');
  }
  if (!(await succeeds(user, '/bin/sh', ['-c', 'cd -- "$1" && test -w .', 'sh', folder]))) {
    throw await refusal(user, folder, 'set DATA_DIR to a folder that every user may enter, such as /var/lib/task-runner');
  }
}

async function succeeds(user: ServerUser, command: string, args: readonly string[]): Promise<boolean> {
  return execute(command, [...args], { ...user, cwd: '/', env: {} }).then(
    () => true,
    () => false,
  );
}

async function refusal(user: ServerUser, path: string, elsewhere: string): Promise<EmbeddedPostgresError> {
  const closed = await closedFolders(user, await realpath(path));
  const quoted = closed.map((folder) => `'${folder}'`).join(' ');
  return new EmbeddedPostgresError(
    [
      `PostgreSQL does not run as root, so it runs as user ${user.uid}, who cannot ${closed.length ? `enter ${quoted}` : `use '${path}'`}.`,
      'Do one of these:',
      `  - ${elsewhere}`,
      closed.length
        ? `  - let other users pass through: chmod o+x ${quoted}`
        : `  - give that user the right to use it: chmod -R o+rX '${path}'`,
      '  - set DATABASE_URL to a PostgreSQL of your own',
    ].join('\n'),
  );
}

/** The folders on the way to a path that the user may not pass through, by their modes. */
async function closedFolders(user: ServerUser, path: string): Promise<string[]> {
  const parent = dirname(path);
  const above = parent === path ? [] : await closedFolders(user, parent);
  const info = await stat(path);
  return info.isDirectory() && !mayEnter(user, info) ? [...above, path] : above;
}

function mayEnter(user: ServerUser, { mode, uid, gid }: { mode: number; uid: number; gid: number }): boolean {
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
