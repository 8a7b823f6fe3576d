import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { ServerUser } from './server-user.js';

/*
 * What an account may do is found out by trying, as that account: modes say nothing of access lists, of
 * mounts without programs or of file systems that are read-only.
 */

/** Whether the account can run a program and get its version. Null is ourselves. */
export function canRun(user: ServerUser | null, program: string): Promise<boolean> {
  return succeeds(user, program, ['--version']);
}

export function canRead(user: ServerUser | null, paths: readonly string[]): Promise<boolean> {
  return succeeds(user, '/bin/sh', ['-c', 'for path; do test -r "$path" || exit 1; done', 'sh', ...paths]);
}

export function canWrite(user: ServerUser | null, folder: string): Promise<boolean> {
  return succeeds(user, '/bin/sh', ['-c', 'cd -- "$1" && test -w .', 'sh', folder]);
}

/** The first folder on the way to a path that the account may not pass through by its mode, for a message. */
export async function closedFolder(user: ServerUser, path: string): Promise<string | null> {
  const real = await realpath(path).catch(() => path);
  const above = dirname(real) === real ? null : await closedFolder(user, dirname(real));
  if (above) return above;
  const info = await stat(real).catch(() => null);
  return info?.isDirectory() && !mayEnter(user, info) ? real : null;
}

async function succeeds(user: ServerUser | null, command: string, args: readonly string[]): Promise<boolean> {
  return promisify(execFile)(command, [...args], { ...user, cwd: '/', env: {} }).then(
    () => true,
    () => false,
  );
}

function mayEnter(user: ServerUser, { mode, uid, gid }: { mode: number; uid: number; gid: number }): boolean {
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
