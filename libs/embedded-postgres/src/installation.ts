import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Binaries, packagedBinaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canRead, canRun, closedFolder } from './permissions.js';
import type { ServerUser } from './server-user.js';
import { systemFolders } from './system-folders.js';

/** In each system folder: the programs, by version. */
const PROGRAMS = 'postgresql';

/** Only for compilers. */
const NOT_NEEDED = /\.a$|\/pkgconfig$/;

/**
 * Programs that the account can run: those in node_modules, or where they are closed to it (a clone in /root,
 * a strict umask, a mount without programs) a copy of them in a system folder, made once per version and used
 * by every clone.
 * @throws EmbeddedPostgresError where no folder will do
 */
export async function usableBinaries(user: ServerUser | null): Promise<Binaries> {
  const packaged = await packagedBinaries();
  if (!user || (await isUsable(user, packaged))) return packaged;
  for await (const folder of systemFolders({ fleeting: true })) {
    // read-only, or full
    const copy = await copyInto(join(folder, PROGRAMS, packaged.version), packaged).catch(() => null);
    if (copy && (await isUsable(user, copy))) return copy;
  }
  throw await refusal(user, packaged);
}

/** The folders of all copies, of any version. */
export async function copiedInstallations(): Promise<string[]> {
  const found: string[] = [];
  for await (const folder of systemFolders({ fleeting: true })) {
    const versions = await readdir(join(folder, PROGRAMS)).catch(() => []);
    found.push(
      ...versions.filter((name) => !name.startsWith('.')).map((name) => join(folder, PROGRAMS, name)),
    );
  }
  return found;
}

async function isUsable(user: ServerUser, { postgres, initdb, catalog }: Binaries): Promise<boolean> {
  const answers = await Promise.all([canRun(user, postgres), canRun(user, initdb), canRead(user, [catalog])]);
  return answers.every(Boolean);
}

/**
 * Another start may do the same at this moment: each makes a copy beside the place, and the first one there
 * stays.
 */
async function copyInto(target: string, source: Binaries): Promise<Binaries> {
  if (await isWhole(target, source.folder)) return new Binaries(target);
  await mkdir(dirname(target), { recursive: true });
  await chmod(dirname(target), 0o755);
  const unfinished = await mkdtemp(join(dirname(target), '.unfinished-'));
  try {
    await cp(source.folder, unfinished, { recursive: true, verbatimSymlinks: true, filter: isNeeded });
    await openToAll(unfinished);
    await rm(target, { recursive: true, force: true }); // nothing, or one that lost files
    await rename(unfinished, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return new Binaries(target);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function isNeeded(path: string): boolean {
  return !NOT_NEEDED.test(path);
}

/** A system that clears old files, or a person, may have taken some of them. */
async function isWhole(copy: string, source: string): Promise<boolean> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).filter(isNeeded);
  const same = await Promise.all(
    files
      .filter((file) => !file.includes('/pkgconfig/'))
      .map(async (file) => {
        const [theirs, ours] = await Promise.all([
          lstat(file),
          lstat(join(copy, relative(source, file))).catch(() => null),
        ]);
        return ours !== null && (theirs.isDirectory() || theirs.size === ours.size);
      }),
  );
  return same.every(Boolean);
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function refusal(user: ServerUser, { postgres }: Binaries): Promise<EmbeddedPostgresError> {
  const closed = await closedFolder(user, postgres);
  return new EmbeddedPostgresError(
    [
      `PostgreSQL does not run as root, and user ${user.uid} cannot run ${postgres}${closed ? ` (closed: '${closed}')` : ''}.`,
      'A copy of it in /var/lib, /opt, /srv, /var/tmp or /tmp was not possible, or cannot be run from there.',
      'Do one of these:',
      '  - clone the project into a folder that every user may enter, such as /opt',
      '  - start as an ordinary user',
      '  - set DATABASE_URL to a PostgreSQL of your own',
    ].join('\n'),
  );
}
