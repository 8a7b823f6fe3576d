/**
 * The types of the npm package: for each of its entries one file, which needs nothing of the rest, for
 * programs that import it and for those that `require` it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateDtsBundle } from 'dts-bundle-generator';
import { root } from '../sources.mjs';
import { EXPORTS } from './requirable.mjs';

const BUNDLED = ['index', 'client', 'testing'];
/** Names packages, and but for one rule nothing of ours, so that it is its own declaration. */
const REEXPORTING = 'validation';
const OUR_RULE = "export { UniqueItems as ArrayUnique } from '@app/handlers';";
/** Is imported for what it does. */
const EFFECT_ONLY = 'register';

/** @param {string} folder of the build, such as dist/ */
export async function writeDeclarations(folder) {
  const bundles = generateDtsBundle(
    BUNDLED.map((name) => ({
      filePath: join(root, EXPORTS, `${name}.ts`),
      output: { noBanner: true, exportReferencedTypes: false, sortNodes: false },
    })),
    { preferredConfigPath: join(root, 'tsconfig.json') },
  );
  await Promise.all(BUNDLED.map((name, index) => writeEntry(join(folder, EXPORTS, name), bundles[index])));
  await writeEntry(join(folder, EXPORTS, EFFECT_ONLY), 'export {};\n');
  const names = await readFile(join(root, EXPORTS, `${REEXPORTING}.ts`), 'utf8');
  await writeEntry(
    join(folder, EXPORTS, REEXPORTING),
    names.replace(OUR_RULE, 'export declare function ArrayUnique(): PropertyDecorator;'),
  );
}

async function writeEntry(path, types) {
  await writeFile(`${path}.d.ts`, types);
  await writeFile(`${path}.d.cts`, types);
}
