import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findServerUser } from '@app/embedded-postgres';

const execute = promisify(execFile);

/** Where processes run: this machine, or a host of a network of its own. */
export interface Place {
  readonly address: string;
  /** Stands before a command that runs there; nothing on this machine. */
  readonly enter: readonly string[];
}

export const HERE: Place = { address: '127.0.0.1', enter: [] };

export const isRoot = process.getuid?.() === 0;

/** What stands before a command that must not run as root, such as a server of PostgreSQL. */
export async function enterAsServerUser({ enter }: Place): Promise<readonly string[]> {
  const user = await findServerUser([]);
  if (user) return [...enter, 'setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  // in a user namespace we seem to be root
  return enter.length > 0 ? [...enter, 'unshare', '--user', '--map-user=1000', '--map-group=1000'] : enter;
}

/** @returns what it printed. @throws with what it said where it fails */
export async function runIn(
  enter: readonly string[],
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const [program = '', ...args] = [...enter, ...command];
  const { stdout } = await execute(program, args, { cwd: '/', env: { PATH: process.env.PATH, ...env } });
  return stdout;
}
