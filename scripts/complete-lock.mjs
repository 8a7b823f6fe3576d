/**
 * Completes package-lock.json with the optional builds for other platforms, where it was written against a registry
 * that lacks them: without their entries `npm ci` refuses the lock on every machine. An entry has no integrity; npm
 * takes what the registry at hand has for the version.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony', 'netbsd', 'openbsd', 'sunos', 'aix'];

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = Object.values(lock.packages).flatMap((owner) =>
  Object.entries(owner.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(name))
    .map(([name, version]) => add(name, version, owner)),
);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} entries added\n`);

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
