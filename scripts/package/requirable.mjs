import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The entries of the npm package. */
export const EXPORTS = 'apps/task-runner/src/exports';

/**
 * What those load who `require` the package. Node loads ES modules for them, since 20.19: there is one copy
 * of everything. @param {string} folder of the build, such as dist/
 */
export async function writeRequirable(folder) {
  const entries = (await readdir(join(folder, EXPORTS))).filter((file) => file.endsWith('.js'));
  for (const file of entries)
    await writeFile(
      join(folder, EXPORTS, file.replace(/js$/, 'cjs')),
      `'use strict';\nmodule.exports = require('./${file}');\n`,
    );
}
