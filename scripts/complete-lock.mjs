/**
 * Completes package-lock.json with the optional builds for other platforms, where it was written against a
 * registry that lacks them: without their entries `npm ci` refuses the lock on every machine. Then gives
 * every entry that has no integrity the one of the registry at hand; what it does not have is named, and
 * stays without.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const SYSTEMS = [
  'darwin',
  'linux',
  'win32',
  'android',
  'freebsd',
  'openharmony',
  'netbsd',
  'openbsd',
  'sunos',
  'aix',
];

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = Object.values(lock.packages).flatMap((owner) =>
  Object.entries(owner.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(name))
    .map(([name, version]) => add(name, version, owner)),
);
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1)),
);
const without = Object.entries(lock.packages).filter(
  ([path, entry]) => path && !entry.integrity && !entry.link,
);
const missing = [];
for (const [path, entry] of without) if (!(await addIntegrity(path, entry))) missing.push(path);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(
  `${added.length} entries added, ${without.length - missing.length} given their integrity\n`,
);
for (const path of missing) process.stdout.write(`the registry has no integrity for ${path}\n`);

function isLocked(name) {
  return Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`));
}

function add(name, version, owner) {
  const parts = name.split('/').at(-1).split('-');
  const at = parts.findIndex((part) => SYSTEMS.includes(part));
  const [system, cpu, abi] = at < 0 ? [] : parts.slice(at);
  lock.packages[`node_modules/${name}`] = {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(owner.dev && { dev: true }),
    ...(owner.devOptional && { devOptional: true }),
    ...(system === 'linux' && abi && { libc: [abi.includes('musl') ? 'musl' : 'glibc'] }),
    license: owner.license,
    optional: true,
    ...(system && { os: [system] }),
    ...(owner.engines && name.startsWith('@swc/') && { engines: owner.engines }),
  };
  return name;
}

async function addIntegrity(path, entry) {
  const name = path.split('node_modules/').at(-1);
  const integrity = await integrityOf(`${name}@${entry.version}`);
  if (!integrity) return false;
  const { version, ...more } = entry;
  for (const key of Object.keys(more)) delete entry[key];
  Object.assign(entry, { version, integrity }, more); // in npm's order
  return true;
}

async function integrityOf(specifier) {
  try {
    const { stdout } = await promisify(execFile)('npm', ['view', specifier, 'dist.integrity', '--json'], {
      timeout: 60_000,
    });
    const integrity = JSON.parse(stdout);
    return typeof integrity === 'string' ? integrity : null;
  } catch {
    return null;
  }
}
