import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const CACHE = resolve('node_modules/.cache/task-runner-tests');

/**
 * What a process loads at its start, and has many files. Each is there once: nothing else that a process
 * loads imports one of them.
 */
const BUNDLED = [
  '@nestjs/bullmq',
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/platform-fastify',
  '@nestjs/swagger',
  '@nestjs/terminus',
  '@nestjs/typeorm',
  '@opentelemetry/api',
  '@opentelemetry/core',
  'ajv',
  'ajv-formats',
  'bullmq',
  'class-validator',
  'class-validator-jsonschema',
  'ioredis',
  'pg',
  'prom-client',
  'typeorm',
  'uuid',
];

/** Loaded by their names where they are wanted, or for their effects, or with files beside them. */
const LEFT =
  /^(?:class-transformer|reflect-metadata|piscina|pino|sharp|msgpackr-extract|@fastify\/static)(?:\/|$)/;

/** @param {string} specifier of an import */
export function isBundled(specifier) {
  return BUNDLED.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

/**
 * Packages in a few files, kept until one of them changes.
 * @param {string[]} specifiers what is imported
 * @returns {Promise<(specifier: string) => string>} where each is
 */
export async function bundlePackages(specifiers) {
  const folder = join(CACHE, await keyOf(specifiers));
  if (!existsSync(folder)) await make(folder, specifiers);
  return (specifier) => join(folder, `${fileOf(specifier)}.mjs`);
}

async function keyOf(specifiers) {
  const hash = createHash('sha256').update(`${process.version} ${specifiers.join()}`);
  for (const file of [import.meta.filename, resolve('package-lock.json')]) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

async function make(folder, specifiers) {
  const unfinished = `${folder}.${randomUUID()}`;
  await mkdir(unfinished, { recursive: true });
  await bundle(unfinished, specifiers);
  // else another run was quicker; its bundle is as good
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
}

async function bundle(dir, specifiers) {
  const { rolldown } = await import(createRequire(import.meta.resolve('vite')).resolve('rolldown'));
  const entries = new Map();
  for (const specifier of specifiers) entries.set(`entry:${specifier}`, await entryOf(specifier));
  const made = await rolldown({
    input: Object.fromEntries(specifiers.map((specifier) => [fileOf(specifier), `entry:${specifier}`])),
    platform: 'node',
    external: LEFT,
    logLevel: 'silent', // of drivers that TypeORM could load, which are not installed
    plugins: [entriesFrom(entries), typeOrmOfTheBundle],
  });
  const names = { entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[hash].mjs', keepNames: true };
  await made.write({ dir, format: 'esm', ...names });
  await made.close();
}

/** By name, as Node finds them: what CommonJS exports, no bundler can say beforehand. */
async function entryOf(specifier) {
  const names = Object.keys(await import(specifier)).filter(
    (name) => name !== '__esModule' && name !== 'module.exports',
  );
  return `export { ${names.join()} } from '${specifier}';`;
}

function entriesFrom(entries) {
  return {
    name: 'entries',
    resolveId(id, importer) {
      if (entries.has(id)) return id;
      return entries.has(importer) ? this.resolve(id, resolve('package.json'), { skipSelf: true }) : null;
    },
    load: (id) => entries.get(id),
  };
}

/** @nestjs/typeorm asks for it in a way that bundlers do not see: it would be loaded a second time. */
const typeOrmOfTheBundle = {
  name: 'typeorm-of-the-bundle',
  transform: (code, id) =>
    id.endsWith('typeorm-compat.js') ? code.replace('createRequire(import.meta.url)', 'undefined') : null,
};

function fileOf(specifier) {
  return specifier.replaceAll(/[^a-z0-9.]/g, '_');
}
