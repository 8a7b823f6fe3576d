import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { run } from './run.mjs';

/** Debian asks this script before a package starts its service; 101 means no. */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

/**
 * Installs redis-server for the tests where that is possible without asking: on Debian and its kin, as root.
 */
export async function installRedisWhenMissing() {
  if (isInstalled()) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await install();
  if (!isInstalled())
    console.log(
      'redis-server is missing: install it (Debian: apt-get install redis-server), or the Redis half of the tests is skipped.',
    );
}

function isInstalled() {
  return spawnSync('redis-server', ['--version']).status === 0;
}

async function install() {
  console.log('Installing redis-server for the tests …');
  const ours = await writeFile(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { flag: 'wx', mode: 0o755 }).then(
    () => true,
    () => false,
  );
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['-qq', 'update'], { env });
    const { code, output } = await run(
      'apt-get',
      ['-qq', 'install', '-y', '--no-install-recommends', 'redis-server'],
      { env },
    );
    if (code !== 0) console.error(output.trim());
  } finally {
    if (ours) await rm(SERVICE_POLICY, { force: true });
  }
}
