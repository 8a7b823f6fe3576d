/**
 * dist/ once more, for processes that tests start: the same files, but for where they import packages from.
 * Most of a start is finding and reading the 1,100 files of packages (docs/decisions/0024).
 */
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundlePackages, isBundled } from './packages.mjs';

const BUILD = resolve('dist');
const BUILDS_OF_RUNS = resolve('.build/tests');
const PAGES = 'apps/dashboard';
/** An import in what the compiler writes: a statement, or a call. */
const IMPORT = /^(import\b[^'"]*|export\b[^'"]*\bfrom |.*\bimport\()(['"])([^'".][^'"]*)\2/gm;

/** @returns {Promise<{ folder: string, remove(): Promise<void> }>} the build, as dist/ */
export async function makeQuickBuild() {
  await removeForgotten();
  const whole = join(BUILDS_OF_RUNS, String(process.pid));
  const folder = join(whole, 'dist');
  const files = await readBuild();
  const specifiers = [...new Set(files.flatMap(({ text }) => importsOf(text)))].filter(isBundled).sort();
  const placeOf = await bundlePackages(specifiers);
  for (const { path, text } of files) await write(join(folder, path), redirected(text, placeOf));
  await symlink(join(BUILD, PAGES), join(folder, PAGES));
  await symlink(resolve('package.json'), join(whole, 'package.json'));
  return { folder, remove: () => rm(whole, { recursive: true, force: true }) };
}

/** What runs left behind that were killed. */
async function removeForgotten() {
  const owners = await readdir(BUILDS_OF_RUNS).catch(() => []);
  const forgotten = owners.filter((pid) => Number(pid) === process.pid || !isAlive(Number(pid)));
  for (const pid of forgotten) await rm(join(BUILDS_OF_RUNS, pid), { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function readBuild() {
  const entries = await readdir(BUILD, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.m?js$/.test(entry.name))
    .map((entry) => relative(BUILD, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith(`${PAGES}/`));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(BUILD, path), 'utf8') })));
}

function importsOf(text) {
  return [...text.matchAll(IMPORT)].map(([, , , specifier]) => specifier);
}

function redirected(text, placeOf) {
  return text.replace(IMPORT, (whole, before, quote, specifier) =>
    isBundled(specifier) ? `${before}${quote}${pathToFileURL(placeOf(specifier))}${quote}` : whole,
  );
}

async function write(file, text) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
