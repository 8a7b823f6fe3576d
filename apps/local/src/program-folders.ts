import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const PRODUCT = realpathSync(fileURLToPath(new URL('../../../..', import.meta.url)));
const MODULES = 'node_modules';

/**
 * What API and worker are made of: the built product and its dependencies. Those are beside it where it is
 * installed as a package, and in it where it is a clone.
 */
export function programFolders(product = PRODUCT): string[] {
  const parts = product.split(sep);
  const beside = parts.slice(0, parts.indexOf(MODULES) + 1).join(sep);
  const modules = parts.includes(MODULES) ? beside : join(product, MODULES);
  return [join(product, 'dist'), modules].filter((folder) => existsSync(folder));
}
