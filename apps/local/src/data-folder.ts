import { chmod, lchown, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerUser } from '@app/embedded-postgres';

/** It looks after its own folder; see ClusterFolder. */
const DATABASE = 'postgres';

/** All that we keep under DATA_DIR. */
const OURS = /^(postgres|files|mail|secrets\.key.*)$/;

/** What systems and people put into a folder of ours. */
const HARMLESS = /^(\..*|lost\+found)$/;

/**
 * Closes what is kept under DATA_DIR to everybody else, also what an earlier version left open, and hands it
 * to the account that API and worker run as. A folder that holds other things than ours keeps its mode and
 * its owner.
 * @param account null where we keep it
 */
export async function claimDataFolder(dataDir: string, account: ServerUser | null): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const names = await readdir(dataDir);
  for (const name of names) {
    if (OURS.test(name) && name !== DATABASE) await claim(join(dataDir, name), account);
  }
  if (!names.every((name) => OURS.test(name) || HARMLESS.test(name))) return;
  await chmod(dataDir, modeOf(account));
  if (account) await lchown(dataDir, account.uid, account.gid);
}

/** Where root keeps it, the database's account must still pass through. */
function modeOf(account: ServerUser | null): number {
  return process.getuid?.() === 0 && !account ? 0o711 : 0o700;
}

/**
 * Down to the last file only where the top is not as it should be: this costs a start nothing, and a takeover
 * is done once.
 */
async function claim(path: string, account: ServerUser | null): Promise<void> {
  const info = await lstat(path);
  const isOwned = !account || info.uid === account.uid;
  if (isOwned && (info.mode & 0o077) === 0) return;
  await claimTree(path, account);
}

/** The top last, so that one that was interrupted is done again. Links are never followed. */
async function claimTree(path: string, account: ServerUser | null): Promise<void> {
  const info = await lstat(path);
  if (info.isSymbolicLink()) return;
  if (info.isDirectory()) {
    for (const name of await readdir(path)) await claimTree(join(path, name), account);
  }
  if (account) await lchown(path, account.uid, account.gid);
  await chmod(path, info.isDirectory() ? 0o700 : 0o600);
}
