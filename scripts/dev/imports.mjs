import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const STATIC = /^(?:import|export) (?:[^"'=;()]* from )?["']([^"']+)["'];/gm;
const DYNAMIC = /\bimport\(\s*["'](\.{1,2}\/[^"']+)["']/g;

/**
 * What a compiled file loads, in the order in which it does.
 * @returns {Promise<{ files: string[], packages: string[], first: string[] }>} all our files, those too that it may load later; what
 * it loads from elsewhere at its start; and those of our files that it names itself
 */
export async function importsOf(main) {
  const found = { files: new Set(), packages: new Set() };
  await walk(main, found);
  const { ours } = await namedIn(main);
  return { files: [...found.files], packages: [...found.packages], first: ours };
}

async function walk(file, found) {
  if (found.files.has(file)) return;
  found.files.add(file);
  const { ours, packages, later } = await namedIn(file);
  packages.forEach((name) => found.packages.add(name));
  for (const next of [...ours, ...later]) await walk(next, found);
}

async function namedIn(file) {
  const code = await readFile(file, 'utf8').catch(() => '');
  const named = [...code.matchAll(STATIC)].map(([, path]) => path);
  const pathOf = (path) => resolve(dirname(file), path);
  return {
    ours: named.filter(isOurs).map(pathOf),
    packages: named.filter((path) => !isOurs(path)),
    later: [...code.matchAll(DYNAMIC)].map(([, path]) => pathOf(path)),
  };
}

function isOurs(path) {
  return path.startsWith('.');
}
