/**
 * Builds the dashboard and compiles apps/ and libs/ to dist/, file by file, with the compiler that Jest uses too (.swcrc), so that
 * decorators and `@app/*` imports mean the same in tests and in production. Types are checked by `npm run types`.
 * dist/ is replaced as a whole: whoever starts meanwhile finds the old build or the new one, never half of one.
 */
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { build as buildPages } from 'vite';
import { digestOfSources, dist, root, sourceFiles, stampOf } from './sources.mjs';

const work = join(root, '.build', String(process.pid));
const fresh = join(work, 'dist');

try {
  const digest = await digestOfSources(); // before compiling: what changes meanwhile makes this build stale
  await Promise.all([buildDashboard(), ...(await sourceFiles()).map(build)]);
  await writeFile(stampOf(fresh), digest);
  await replace();
} finally {
  await rm(work, { recursive: true, force: true });
}

async function buildDashboard() {
  const configFile = join(root, 'apps/dashboard/vite.config.mjs');
  await buildPages({ configFile, logLevel: 'warn', build: { outDir: join(fresh, 'apps/dashboard') } });
}

async function build(file) {
  const target = join(fresh, relative(root, file));
  await mkdir(dirname(target), { recursive: true });
  await (file.endsWith('.mjs') ? copyFile(file, target) : compile(file, target.replace(/\.ts$/, '.js')));
}

async function compile(file, target) {
  const { code, map } = await transformFile(file, { cwd: root, root, configFile: join(root, '.swcrc'), sourceFileName: file });
  await writeFile(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
  await writeFile(`${target}.map`, map);
}

async function replace() {
  for (let attempt = 1; ; attempt += 1) {
    await rename(dist, join(work, `old-${attempt}`)).catch(unless('ENOENT'));
    const other = await rename(fresh, dist).catch(unless('ENOTEMPTY', 'EEXIST'));
    if (!other) return; // else another build was quicker; ours is as good
  }
}

function unless(...codes) {
  return (error) => {
    if (!codes.includes(error.code)) throw error;
    return error;
  };
}
