/**
 * Compiles apps/ and libs/ to dist/, file by file, with the compiler that Jest uses too (.swcrc), so that
 * decorators and `@app/*` imports mean the same in tests and in production. Types are checked by `npm run types`.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { transformFile } from '@swc/core';

const root = resolve(import.meta.dirname, '..');
const out = join(root, 'dist');

const sources = await Promise.all(['apps', 'libs'].map(async (folder) =>
  (await readdir(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))));

await rm(out, { recursive: true, force: true });
await Promise.all(sources.flat().map(compile));

async function compile(file) {
  const target = join(out, relative(root, file)).replace(/\.ts$/, '.js');
  const { code, map } = await transformFile(file, { cwd: root, root, configFile: join(root, '.swcrc'), sourceFileName: file });
  await mkdir(dirname(target), { recursive: true });
  const name = target.slice(target.lastIndexOf('/') + 1);
  await writeFile(target, `${code}\n//# sourceMappingURL=${name}.map\n`);
  await writeFile(`${target}.map`, map);
}
