import { chown, lstat } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { ServerUser } from './server-user.js';

/**
 * Makes the account the owner of a file or folder. Follows only links that root made: what the account itself
 * put into its folder must not lead root to a file elsewhere.
 */
export async function give(path: string, user: ServerUser): Promise<void> {
  const info = await lstat(path);
  if (info.isSymbolicLink() && info.uid !== 0)
    throw new EmbeddedPostgresError(`${path} is a link that root did not make: remove it.`);
  await chown(path, user.uid, user.gid);
}
