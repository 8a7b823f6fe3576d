import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '..');
export const dist = join(root, 'dist');

/** What the build was made from; written into dist/. */
export const stampOf = (folder) => join(folder, '.built-from');

/** The pages are built as a whole, and not by the compiler of the rest. */
const dashboard = join(root, 'apps', 'dashboard', sep);

/** Every file that the build compiles (.ts) or copies (.mjs), absolute and sorted. */
export async function sourceFiles() {
  return (await allFiles()).filter(isSource);
}

/** Whether the build compiles or copies a file of apps/ or libs/. */
export function isSource(file) {
  return !file.startsWith(dashboard) && /\.(ts|mjs)$/.test(file) && !/\.(spec|d)\.m?ts$/.test(file);
}

async function allFiles() {
  const folders = await Promise.all(
    ['apps', 'libs'].map((folder) => readdir(join(root, folder), { recursive: true, withFileTypes: true })),
  );
  return folders
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Changes with every file that the build depends on, by content: a checkout or a copy changes times only. */
export async function digestOfSources() {
  const files = [
    ...(await sourceFiles()),
    ...(await allFiles()).filter((file) => file.startsWith(dashboard)),
    ...[
      '.swcrc',
      'tsconfig.json',
      'package-lock.json',
      'scripts/build.mjs',
      'scripts/compile.mjs',
      'scripts/package/requirable.mjs',
      'scripts/sources.mjs',
    ].map((file) => join(root, file)),
  ];
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256');
  files.forEach((file, index) =>
    hash.update(`${relative(root, file)}\0${contents[index].length}\0`).update(contents[index]),
  );
  return hash.digest('hex');
}
