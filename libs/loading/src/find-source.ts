import { stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';

/** Where task types are to be found. */
export type Source =
  | { readonly kind: 'folder' | 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string };

/** As npm allows them, with an entry of the package behind it. */
const PACKAGE_NAME = /^(?:@[\w.-]+\/)?[\w-][\w.-]*(?:\/[\w./-]+)?$/;

/**
 * What an entry of TASK_TYPES means: a path where there is one, else an installed package.
 * @param base what relative paths begin from
 * @throws Error that says what was looked for
 */
export async function findSource(entry: string, base: string): Promise<Source> {
  const path = resolve(base, entry);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return { kind: 'folder', path };
  if (found) return { kind: 'file', path };
  if (!isPath(entry) && PACKAGE_NAME.test(entry)) return { kind: 'package', name: entry };
  throw new Error(
    `there is no folder ${path}. Make it with a first type in it: npx task-runner new-task-type hello --folder ${JSON.stringify(entry)}`,
  );
}

function isPath(entry: string): boolean {
  return /^\.{1,2}(?:[\\/]|$)/.test(entry) || isAbsolute(entry);
}
