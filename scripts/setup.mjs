import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { askHolder, lockFolder } from '../libs/embedded-postgres/src/folder-lock.mjs';
import { installWhenStale } from './install.mjs';
import { run } from './run.mjs';
import { digestOfSources, dist, root, stampOf } from './sources.mjs';

/** Brings node_modules/ and dist/ up to date, one process at a time. */
export async function setUp() {
  const lock = await turn();
  await installWhenStale();
  await buildWhenStale();
  await lock.release();
}

async function turn() {
  for (let announced = false; ; await delay(200)) {
    const lock = await lockFolder(root, 'setup');
    if (lock) return lock;
    if (!announced)
      console.log(`Waiting for ${await otherProcess()} that installs or builds in this folder …`);
    announced = true;
  }
}

async function otherProcess() {
  const pid = await askHolder(root, 'setup');
  return pid ? `the process ${pid}` : 'another process';
}

async function buildWhenStale() {
  const built = await readFile(stampOf(dist), 'utf8').catch(() => null);
  if (built === (await digestOfSources())) return;
  console.log('Building …');
  const { code, output } = await run(process.execPath, ['scripts/build.mjs'], { cwd: root });
  if (code === 0) return;
  console.error(`${output.trim()}\n\nThe build failed; the reason is above.`);
  process.exit(1);
}
