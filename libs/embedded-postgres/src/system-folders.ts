import { chmod, lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = 'async-ai-task-runner';

/** Where a program keeps what must last. */
const LASTING = ['/var/lib', '/opt', '/srv'];

/** Emptied by the system now and then. */
const FLEETING = ['/var/tmp', '/tmp'];

/**
 * Folders of ours outside of the clone, best first, for root only: each is made when it is asked for. One
 * that somebody else made, or may write, is passed over: programs are started from there.
 */
export async function* systemFolders({ fleeting }: { readonly fleeting: boolean }): AsyncGenerator<string> {
  for (const parent of fleeting ? [...LASTING, ...FLEETING] : LASTING) {
    const folder = join(parent, NAME);
    if (await isOurs(folder)) yield folder;
  }
}

async function isOurs(folder: string): Promise<boolean> {
  try {
    await mkdir(folder).then(
      () => chmod(folder, 0o755), // whatever the umask is
      () => undefined, // it is there, or can't be made: the next line tells
    );
    const info = await lstat(folder);
    return info.isDirectory() && info.uid === 0 && (info.mode & 0o022) === 0;
  } catch {
    return false;
  }
}
