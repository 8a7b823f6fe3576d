/**
 * `npm run audit`: the licences of all that a server installs, by the lock, and what the registry's
 * advisories say of it. Fails for a licence that is not on the list and for an advisory of severity high or
 * critical. A registry that cannot answer, such as a mirror, is reported and fails nothing.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LIMIT_MS = 60_000;
const FAILING = ['high', 'critical'];

/**
 * LGPL: libvips, which sharp loads as a library of its own and nobody changes. AFL: the package gives a
 * choice.
 */
const ALLOWED = [
  '0BSD',
  'AFL-2.1',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
];
/** Packages whose package.json names none; their licence files say so. */
const KNOWN = { 'png-js': 'MIT' };

const licencesAreFine = listLicences();
const advisoriesAreFine = await askForAdvisories();
process.exitCode = licencesAreFine && advisoriesAreFine ? 0 : 1;

function listLicences() {
  const byLicence = new Map();
  for (const { name, licence } of installed())
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), name]);
  const lines = [...byLicence].sort(([, one], [, other]) => other.length - one.length);
  console.log('Licences of what a server installs:');
  for (const [licence, names] of lines) console.log(`  ${String(names.length).padStart(4)}  ${licence}`);
  const refused = lines.filter(([licence]) => !isAllowed(licence));
  for (const [licence, names] of refused)
    console.error(`Not on the list in scripts/audit.mjs: ${licence} (${names.join(', ')})`);
  return refused.length === 0;
}

function installed() {
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => path !== '' && !dev && !link)
    .map(([path, { license }]) => ({ path, name: path.split('node_modules/').at(-1), license }))
    .map(({ name, license }) => ({ name, licence: license ?? KNOWN[name] ?? 'unknown' }));
}

/** Every part of "and", one of "or". */
function isAllowed(licence) {
  const parts = licence.replace(/[()]/g, '').split(/ AND /);
  return parts.every((part) => part.split(/ OR /).some((one) => ALLOWED.includes(one)));
}

async function askForAdvisories() {
  const counts = await advisories();
  if (!counts) {
    console.log('Advisories: the registry at hand does not answer `npm audit`; not looked at.');
    return true;
  }
  const found = Object.entries(counts).filter(([severity, count]) => severity !== 'total' && count > 0);
  console.log(`Advisories: ${found.map(([severity, count]) => `${count} ${severity}`).join(', ') || 'none'}`);
  return !found.some(([severity]) => FAILING.includes(severity));
}

/** Null where there is no answer. */
function advisories() {
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['audit', '--omit=dev', '--json'],
      { timeout: LIMIT_MS, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout) => {
        try {
          resolve(JSON.parse(stdout).metadata?.vulnerabilities ?? null);
        } catch {
          resolve(null);
        }
      },
    );
  });
}
