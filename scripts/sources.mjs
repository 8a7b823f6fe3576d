import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');
export const dist = join(root, 'dist');

/** What the build was made from; written into dist/. */
export const stampOf = (folder) => join(folder, '.built-from');

/** Every file that the build compiles (.ts) or copies (.mjs), absolute and sorted. */
export async function sourceFiles() {
  const folders = await Promise.all(
    ['apps', 'libs'].map((folder) => readdir(join(root, folder), { recursive: true, withFileTypes: true })),
  );
  return folders
    .flat()
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !/\.(spec|d)\.m?ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Changes with every file that the build depends on, by content: a checkout or a copy changes times only. */
export async function digestOfSources() {
  const files = [
    ...(await sourceFiles()),
    ...['.swcrc', 'package-lock.json', 'scripts/build.mjs', 'scripts/sources.mjs'].map((file) => join(root, file)),
  ];
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256');
  files.forEach((file, index) => hash.update(`${relative(root, file)}\0${contents[index].length}\0`).update(contents[index]));
  return hash.digest('hex');
}
