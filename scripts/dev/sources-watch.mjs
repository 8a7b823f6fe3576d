import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { compileTo, targetOf } from '../compile.mjs';
import { dist, isSource, root, sourceFiles, stampOf } from '../sources.mjs';
import { AffectedParts } from './affected-parts.mjs';

/** Editors write a file in several steps, and a checkout writes many. */
const QUIET_MS = 50;

/**
 * Compiles what is saved from now on and says which parts it concerns.
 * @param {import('vite').FSWatcher} watcher
 * @param {(parts: string[], files: string[]) => void} onChange
 */
export async function watchSources(watcher, onChange) {
  const affected = new AffectedParts();
  const files = await sourceFiles();
  await affected.remember(files);
  const changed = new Set();
  let timer = null;
  let work = Promise.resolve();
  const take = async () => {
    const files = [...changed];
    changed.clear();
    const parts = await bring(files, affected);
    if (parts.length > 0)
      onChange(
        parts,
        files.map((file) => relative(root, file)),
      );
  };
  watcher.add(['apps', 'libs'].map((folder) => join(root, folder)));
  watcher.on('all', (_, file) => {
    if (!isSource(file)) return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(
      () => (work = work.then(take).catch((error) => console.error(error.message))),
      QUIET_MS,
    );
  });
  await untilWatched(watcher, files);
}

async function untilWatched(watcher, files) {
  const isWatched = (watched, file) => watched[dirname(file)]?.includes(basename(file));
  for (let left = files; left.length > 0; await delay(QUIET_MS)) {
    const watched = watcher.getWatched();
    left = left.filter((file) => !isWatched(watched, file));
  }
}

/** Brings files into dist/. @returns the parts that have to start again */
async function bring(files, affected) {
  await rm(stampOf(dist), { force: true }); // dist/ is no longer what some whole build made
  const kept = files.filter((file) => existsSync(file));
  const gone = files.filter((file) => !kept.includes(file));
  await Promise.all(kept.map((file) => compileTo(dist, file)));
  const parts = await Promise.all(files.map((file) => affected.of(file)));
  await Promise.all(gone.map((file) => rm(targetOf(file, dist), { force: true })));
  return [...new Set(parts.flat())];
}
