import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { run } from './run.mjs';

const root = resolve(import.meta.dirname, '..');
const stamp = join(root, 'node_modules', '.installed-lock');

/**
 * Installs the locked dependencies when they are missing, stale or another platform's; touches nothing
 * otherwise.
 */
export async function installWhenStale() {
  const lock = await readFile(join(root, 'package-lock.json'), 'utf8');
  const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  if (!(await isInstalled(JSON.parse(lock)))) await install();
  await writeFile(stamp, wanted);
}

/**
 * npm keeps a record of what it has put into node_modules: a tree that somebody else installed is not
 * installed again.
 */
async function isInstalled({ packages }) {
  const record = await readFile(join(root, 'node_modules', '.package-lock.json'), 'utf8').catch(() => '{}');
  const installed = JSON.parse(record).packages ?? {};
  const isWanted = ([path, entry]) => path !== '' && (path in installed || !isOmitted(entry));
  return Object.entries(packages)
    .filter(isWanted)
    .every(
      ([path, entry]) =>
        installed[path]?.version === entry.version && installed[path].integrity === entry.integrity,
    );
}

/**
 * Builds of optional packages for other machines; where the C library decides as well, npm knows and we do
 * not.
 */
function isOmitted({ optional, devOptional, os, cpu, libc }) {
  return (
    (optional || devOptional) &&
    (!os || libc !== undefined || !fits(os, process.platform) || !fits(cpu, process.arch))
  );
}

function fits(list, value) {
  return (
    !list ||
    list.includes(value) ||
    (list.every((item) => item.startsWith('!')) && !list.includes(`!${value}`))
  );
}

async function install() {
  console.log('Installing the dependencies, once …');
  // The build needs development dependencies, the embedded database optional ones, whatever NODE_ENV and
  // npm's settings say.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await npm(args).catch((error) => ({ code: error.code, output: error.message }));
  if (code === 0) return;
  console.error(
    `${output.trim()}\n\nInstalling the dependencies failed ("npm ci", ${code}); the reason is above. Mend it and start again.`,
  );
  process.exit(1);
}

function npm(args) {
  const current = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] };
  if (current && basename(current) === 'npm-cli.js')
    return run(process.execPath, [current, ...args], options);
  return run('npm', args, options);
}
