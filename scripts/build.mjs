/**
 * Builds the dashboard and compiles apps/ and libs/ to dist/, file by file, with the compiler that Jest uses
 * too (.swcrc), so that decorators and `@app/*` imports mean the same in tests and in production. Types are
 * checked by `npm run types`. dist/ is replaced as a whole: whoever starts meanwhile finds the old build or
 * the new one, never half of one.
 */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as buildPages } from 'vite';
import { compileTo } from './compile.mjs';
import { writeRequirable } from './package/requirable.mjs';
import { digestOfSources, dist, root, sourceFiles, stampOf } from './sources.mjs';

const work = join(root, '.build', String(process.pid));
const fresh = join(work, 'dist');

try {
  const digest = await digestOfSources(); // before compiling: what changes meanwhile makes this build stale
  await Promise.all([buildDashboard(), ...(await sourceFiles()).map((file) => compileTo(fresh, file))]);
  await writeRequirable(fresh);
  await writeFile(stampOf(fresh), digest);
  await replace();
} finally {
  await rm(work, { recursive: true, force: true });
}

async function buildDashboard() {
  const configFile = join(root, 'apps/dashboard/vite.config.mjs');
  await buildPages({ configFile, logLevel: 'warn', build: { outDir: join(fresh, 'apps/dashboard') } });
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
