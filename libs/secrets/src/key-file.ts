import { chmod, chown, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { SecretKey } from './secret-key.js';

/** The keys that this installation made itself, one a line, the newest first; readable by its owner only. */
export class KeyFile {
  private readonly path: string;

  constructor(private readonly dataDir: string) {
    this.path = join(dataDir, 'secrets.key');
  }

  /** Empty where there is no file. */
  async read(): Promise<string[]> {
    const text = await readFile(this.path, 'utf8').catch(unlessMissing);
    return (text ?? '').split('\n').filter(Boolean);
  }

  /**
   * Reads the file, and makes it first where it is missing. Of several processes that start together one
   * makes it.
   */
  async readOrMake(): Promise<string[]> {
    const keys = await this.read();
    if (keys.length > 0) return keys;
    await mkdir(this.dataDir, { recursive: true });
    const draft = await this.draft([SecretKey.random()]);
    try {
      await link(draft, this.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await rm(draft, { force: true });
    }
    return this.read();
  }

  async write(keys: readonly string[]): Promise<void> {
    await rename(await this.draft(keys), this.path);
  }

  /** The whole file under another name: nobody ever reads half of one. */
  private async draft(keys: readonly string[]): Promise<string> {
    const path = `${this.path}.${randomUUID()}`;
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${keys.join('\n')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await chmod(path, 0o600); // whatever the umask is
    const { uid, gid } = await stat(this.dataDir);
    if (process.getuid?.() === 0) await chown(path, uid, gid); // API and worker may run as the folder's owner
    return path;
  }
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
