import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const STATIC = /^(?:import|export) (?:[^"'=;()]* from )?["']([^"']+)["'];/gm;
/** Threads and processes are named by their paths too, with or without an ending. */
const NAMED = /["'](\.{1,2}\/[^"']+)["']/g;

/**
 * All our files that compiled files may load, themselves included.
 * @param {string[]} mains
 * @returns {Promise<Set<string>>}
 */
export async function filesOf(mains) {
  const files = new Set(mains);
  for (const file of files) (await namedIn(file)).forEach((other) => files.add(other));
  return files;
}

/**
 * What a compiled file loads when it starts, in the order in which it does.
 * @returns {Promise<{ packages: string[], first: string[] }>} what comes from elsewhere; and those of our
 *   files that it names itself
 */
export async function startOf(main) {
  const [files, packages] = [new Set(), new Set()];
  await walk(main, files, packages);
  return { packages: [...packages], first: (await importedBy(main)).ours };
}

async function walk(file, files, packages) {
  if (files.has(file)) return;
  files.add(file);
  const imported = await importedBy(file);
  imported.packages.forEach((name) => packages.add(name));
  for (const next of imported.ours) await walk(next, files, packages);
}

async function importedBy(file) {
  const paths = [...(await codeOf(file)).matchAll(STATIC)].map(([, path]) => path);
  return {
    ours: paths.filter((path) => path.startsWith('.')).map((path) => resolve(dirname(file), path)),
    packages: paths.filter((path) => !path.startsWith('.')),
  };
}

async function namedIn(file) {
  const paths = [...(await codeOf(file)).matchAll(NAMED)].map(([, path]) => resolve(dirname(file), path));
  return paths.flatMap((path) => [path, `${path}.js`]);
}

function codeOf(file) {
  return readFile(file, 'utf8').catch(() => '');
}
