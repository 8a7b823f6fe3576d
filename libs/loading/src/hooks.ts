import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compile, type Transform } from './compile.js';

/** The name of the product, which users import, and what a package is asked for with. */
export const OWN_NAME = 'async-ai-task-runner';
export const PACKAGE_PREFIX = 'task-types-of:';

const NOT_FOUND = ['ERR_MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT', 'ERR_UNKNOWN_FILE_EXTENSION'];
const TYPESCRIPT = /\.m?ts$/;
const JAVASCRIPT = /\.m?js$/;
/** A line of JavaScript that Node cannot read. */
const DECORATOR = /^[ \t]*@[A-Za-z_$]/m;

/** Where the built product is: its own files need no look. */
const OURS = new URL('../../../', import.meta.url).href;

/** Whether a file is a user's own: neither the product's nor of an installed package. */
export function isUserFile(url: string): boolean {
  if (!url.startsWith('file:') || url.includes('/node_modules/')) return false;
  return !['libs/', 'apps/'].some((folder) => url.startsWith(OURS + folder));
}

/**
 * What an import is asked for with instead. Whoever imports the product by its name gets the one that runs,
 * also where another copy of it is installed, or none.
 */
export function redirected(specifier: string): { readonly specifier: string; readonly from?: string } {
  if (specifier === OWN_NAME || specifier.startsWith(`${OWN_NAME}/`))
    return { specifier, from: import.meta.url };
  if (!specifier.startsWith(PACKAGE_PREFIX)) return { specifier };
  const { name, base } = JSON.parse(decodeURIComponent(specifier.slice(PACKAGE_PREFIX.length))) as {
    name: string;
    base: string;
  };
  return { specifier: name, from: pathToFileURL(`${base}/task-types`).href };
}

/**
 * The source that a user's import means where Node finds nothing: `./lib.js` of TypeScript, or `./lib` as
 * bundlers have it.
 */
export function sourceMeant(specifier: string, parent: string | undefined, error: unknown): string | null {
  if (!NOT_FOUND.includes((error as { code?: string }).code ?? '')) return null;
  if (!parent || !isUserFile(parent) || !/^(?:\.{1,2}\/|file:)/.test(specifier)) return null;
  const { href } = new URL(specifier, parent);
  const candidates = [
    href.replace(/\.(m?)js$/, '.$1ts'),
    ...['.ts', '.mts', '.js', '.mjs', '/index.ts', '/index.js'].map((ending) => `${href}${ending}`),
  ];
  return candidates.find((url) => url !== href && existsSync(new URL(url))) ?? null;
}

/** A user's file as Node runs it; null where Node reads it as it is. */
export function compiled(url: string): string | null {
  if (!isUserFile(url)) return null;
  const { pathname } = new URL(url);
  if (!TYPESCRIPT.test(pathname) && !JAVASCRIPT.test(pathname)) return null;
  const file = fileURLToPath(new URL(url));
  const source = readFileSync(file, 'utf8');
  if (!TYPESCRIPT.test(pathname) && !DECORATOR.test(source)) return null;
  return compile(file, source, swc());
}

let loaded: { readonly transformSync: Transform } | null = null;

/** When it is first needed: it takes a while to load. */
function swc(): Transform {
  loaded ??= createRequire(import.meta.url)('@swc/core') as { transformSync: Transform };
  return loaded.transformSync;
}
