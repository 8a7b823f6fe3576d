import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { root } from './sources.mjs';

/** The file of a build that a source becomes. @param {string} folder of the build, such as dist/ */
export function targetOf(file, folder) {
  return join(folder, relative(root, file)).replace(/\.ts$/, '.js');
}

/** Compiles one file (.ts) or copies it (.mjs) to where it belongs in a build. */
export async function compileTo(folder, file) {
  const target = targetOf(file, folder);
  await mkdir(dirname(target), { recursive: true });
  await (file.endsWith('.mjs') ? copyFile(file, target) : compile(file, target));
}

async function compile(file, target) {
  const { code, map } = await transformFile(file, {
    cwd: root,
    root,
    configFile: join(root, '.swcrc'),
    sourceFileName: file,
  });
  await writeFile(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
  await writeFile(`${target}.map`, map);
}
