import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createRequire } from 'node:module';
import type { Ignore } from '@balena/dockerignore';

/** Its types describe an ES module, and it is none. */
const dockerignore = createRequire(import.meta.url)('@balena/dockerignore') as (options: {
  ignorecase: boolean;
}) => Ignore;

/**
 * Nothing in them is ever sent to a builder: `.dockerignore` leaves them out, and they are too large to walk.
 */
const NOT_WALKED = new Set(['node_modules', '.git', '.data', 'dist']);

/**
 * The files of a folder that Docker would send to the builder, relative to it: all that `.dockerignore` does
 * not leave out.
 */
export async function buildContext(folder: string): Promise<readonly string[]> {
  const ignore = dockerignore({ ignorecase: false }).add(
    await readFile(join(folder, '.dockerignore'), 'utf8'),
  );
  const walked = [...NOT_WALKED].filter((name) => !ignore.ignores(name));
  if (walked.length > 0) throw new Error(`.dockerignore would send ${walked.join(', ')} to the builder`);
  const files = await filesBelow(folder, folder);
  return files.filter((file) => !ignore.ignores(file)).sort();
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const below = entries
    .filter((entry) => entry.isDirectory() && !NOT_WALKED.has(entry.name))
    .map((entry) => filesBelow(root, join(folder, entry.name)));
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(folder, entry.name)));
  return [...files, ...(await Promise.all(below)).flat()];
}
