import { existsSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformFile } from '@swc/core';

const root = resolvePath(import.meta.dirname, '../..');

/** Lets Node import our sources as they are: `@app/…`, `.js` for a `.ts`, and the compiler of the build. */
export function resolve(specifier, context, next) {
  const library = /^@app\/([^/]+)$/.exec(specifier)?.[1];
  if (library) return next(pathToFileURL(`${root}/libs/${library}/src/index.ts`).href, context);
  const source =
    isSource(context.parentURL) &&
    /^\.{1,2}\/.*\.js$/.test(specifier) &&
    new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
  return next(source && existsSync(source) ? source.href : specifier, context);
}

export async function load(url, context, next) {
  if (!isSource(url)) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), {
    cwd: root,
    root,
    configFile: `${root}/.swcrc`,
    sourceMaps: 'inline',
    jsc: { paths: {} },
  });
  return { format: 'module', source: code, shortCircuit: true };
}

function isSource(url) {
  return url?.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');
}
