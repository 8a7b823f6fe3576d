import { execFile } from 'node:child_process';
import { readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The programs of a PostgreSQL server. */
export class Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** A file without which they do nothing. */
  readonly catalog: string;

  /** @param folder holds bin/, lib/ and share/ */
  constructor(readonly folder: string) {
    this.postgres = join(folder, 'bin', 'postgres');
    this.initdb = join(folder, 'bin', 'initdb');
    this.catalog = join(folder, 'share', 'postgresql', 'postgres.bki');
  }
}

/** Such as 18. @throws when the program does not run */
export async function majorVersionOf(program: string): Promise<number> {
  const { stdout } = await promisify(execFile)(program, ['--version'], { cwd: '/', env: {} });
  return Number(/ (\d+)/.exec(stdout)?.[1]);
}

/** The package of `embedded-postgres` for this machine. */
export const PLATFORM_PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

/**
 * The programs that `embedded-postgres` brings for this machine. Only they are used, not its class: that one
 * catches the signals of every process that imports it (async-exit-hook), does not notice its owner's death,
 * waits for a line of the log to be ready, and writes the password into TMPDIR for every user to read.
 */
export async function packagedBinaries(): Promise<Binaries & { readonly version: string }> {
  const folder = packageFolder();
  const native = join(folder, 'native');
  await restoreLinks(native);
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return Object.assign(new Binaries(native), { version });
}

function packageFolder(): string {
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(embedded).resolve(PLATFORM_PACKAGE)), '..');
  } catch (cause) {
    const message = `No embedded PostgreSQL for this machine (${PLATFORM_PACKAGE} is not installed); set DATABASE_URL to a PostgreSQL 15 or newer`;
    throw new EmbeddedPostgresError(message, { cause });
  }
}

/**
 * An npm package holds no symbolic links; its install script makes them, and does not run where
 * `ignore-scripts` is set.
 */
async function restoreLinks(native: string): Promise<void> {
  const links = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(links) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    if (await stat(link).catch(() => null)) continue;
    await symlink(relative(dirname(target), source), link);
  }
}
