import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canWrite, closedFolder } from './permissions.js';
import type { ServerUser } from './server-user.js';
import { systemFolders } from './system-folders.js';

/** In the folder that was asked for: says where its cluster is instead. */
const PLACE_FILE = 'place';

/** In a system folder: the clusters, by a random name. */
const CLUSTERS = 'clusters';

/** Beside such a cluster: the folder it belongs to, for people and for us. */
const OWNER_FILE = 'belongs-to';

/** What is moved with a cluster. The data last: who finds it knows that the move is over. */
const PARTS = ['password', 'role-password', 'server.log', 'data'];

/** Where the cluster of a folder is, or will be unless `place` finds that folder closed. */
export async function knownPlace(folder: string): Promise<string> {
  return (await readPlace(folder)) ?? folder;
}

/**
 * The folder in which the account can keep the cluster: the one that was asked for, or where that is closed
 * to the account one in /var/lib, which is written down there and so found again, also after a move of the
 * clone. A cluster that is in the closed folder already (made by an earlier version, or before the folder was
 * closed) is moved.
 * @throws EmbeddedPostgresError where no folder will do, where the cluster is gone, and in a copy of a clone
 */
export async function place(folder: string, user: ServerUser | null): Promise<string> {
  const known = await readPlace(folder);
  if (known) await checkOwner(known, folder);
  // one that was interrupted
  if (known && !(await hasData(known)) && (await hasData(folder))) await move(folder, known);
  if (known) return known;
  if (!user || (await canWrite(user, folder))) return folder;
  const found = await makePlace(folder, user);
  if (await hasData(folder)) await move(folder, found);
  return found;
}

/** For a cluster that nobody looks for again. */
export async function placeTemporary(folder: string, user: ServerUser | null): Promise<string> {
  if (!user || (await canWrite(user, folder))) return folder;
  for await (const system of systemFolders({ fleeting: true })) {
    const made = await mkdtemp(join(system, 'temporary-')).catch(() => null);
    if (!made) continue;
    await chown(made, user.uid, user.gid);
    if (await canWrite(user, made)) return made;
    await rm(made, { recursive: true });
  }
  throw await refusal(folder, user);
}

async function readPlace(folder: string): Promise<string | null> {
  const file = join(folder, PLACE_FILE);
  try {
    // The server's user could write one in a folder of its own, and lead root astray.
    if ((await lstat(file)).uid !== 0)
      throw new EmbeddedPostgresError(`${file} was not made by root: remove it, and start again.`);
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new EmbeddedPostgresError(`${file} cannot be read (${code}): start as the user who made it.`, {
      cause: error,
    });
  }
}

async function makePlace(folder: string, user: ServerUser): Promise<string> {
  for await (const system of systemFolders({ fleeting: false })) {
    const made = join(system, CLUSTERS, randomUUID());
    const isMade = await mkdir(made, { recursive: true, mode: 0o700 }).then(
      () => true,
      () => false, // read-only
    );
    if (!isMade) continue;
    await chmod(join(system, CLUSTERS), 0o711);
    await chown(made, user.uid, user.gid);
    if (!(await canWrite(user, made))) {
      await rm(made, { recursive: true });
      continue;
    }
    await writeFile(join(made, OWNER_FILE), `${await realpath(folder)}\n`);
    await writeWhole(join(folder, PLACE_FILE), `${made}\n`);
    return made;
  }
  throw await refusal(folder, user);
}

/** A clone that was moved takes its cluster along; one that was copied must not share it with the first. */
async function checkOwner(cluster: string, folder: string): Promise<void> {
  const ours = await realpath(folder);
  const owner = await readFile(join(cluster, OWNER_FILE), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
  if (owner === null) throw gone(cluster, ours);
  if (owner === ours) return;
  if ((await readPlace(owner)) === cluster) throw copied(cluster, owner, ours);
  await writeWhole(join(cluster, OWNER_FILE), `${ours}\n`);
}

function gone(cluster: string, folder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    [
      `The database of ${folder} is kept in ${cluster}, and is not there any more.`,
      'Do one of these:',
      '  - bring that folder back, from a backup or by mounting it',
      `  - begin with an empty database: rm '${join(folder, PLACE_FILE)}'`,
    ].join('\n'),
  );
}

function copied(cluster: string, owner: string, folder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    [
      `${folder} is a copy of ${owner}, whose database is kept in ${cluster}. Two copies cannot share it.`,
      'Do one of these:',
      `  - begin with an empty database here: rm '${join(folder, PLACE_FILE)}'`,
      `  - remove ${owner}; the database then belongs to this copy`,
    ].join('\n'),
  );
}

/** Can be interrupted at any point and called again. */
async function move(from: string, to: string): Promise<void> {
  for (const part of PARTS) {
    const [source, target] = [join(from, part), join(to, part)];
    if (!(await stat(source).catch(() => null))) continue;
    await rename(source, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EXDEV') throw error;
      return moveOver(source, target);
    });
  }
}

/** To another file system. */
async function moveOver(source: string, target: string): Promise<void> {
  const unfinished = `${target}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await copyTree(source, unfinished);
  await rename(unfinished, target);
  await rm(source, { recursive: true });
}

/** With owners and modes, and on the disk when it returns. */
export async function copyTree(source: string, target: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', source, target]);
  await promisify(execFile)('sync');
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.unfinished`, text, { flush: true });
  await rename(`${path}.unfinished`, path);
}

function hasData(folder: string): Promise<boolean> {
  return stat(join(folder, 'data', 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

async function refusal(folder: string, user: ServerUser): Promise<EmbeddedPostgresError> {
  const closed = await closedFolder(user, folder);
  return new EmbeddedPostgresError(
    [
      `PostgreSQL does not run as root, and user ${user.uid} cannot write ${folder}${closed ? ` (closed: '${closed}')` : ''}.`,
      'A folder for its data in /var/lib, /opt or /srv was not possible.',
      'Do one of these:',
      '  - set DATA_DIR to a folder that every user may enter, such as a mounted volume',
      '  - start as an ordinary user',
      '  - set DATABASE_URL to a PostgreSQL of your own',
    ].join('\n'),
  );
}
