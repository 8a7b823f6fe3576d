import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Class, HANDLER_FILE, TASK_TYPE } from '@app/handlers';
import { findSource, type Source } from './find-source.js';
import { importProblem, ImportFailed } from './import-problem.js';
import { packageUrl } from './module-hooks.js';
import { placeOf } from './place.js';
import { sourceFiles } from './source-files.js';

export interface LoadedTaskTypes {
  readonly handlers: readonly Class[];
  /** What is wrong, each with its place and what to do; where there is any, the start must fail. */
  readonly problems: readonly string[];
}

/**
 * Loads task types: every exported class with @TaskType of the folders, files and installed packages that are
 * named. The types of the product come through here as those of its users do.
 * @param base what relative paths begin from, and packages are looked up from
 */
export async function loadTaskTypes(
  entries: readonly string[],
  base = process.cwd(),
): Promise<LoadedTaskTypes> {
  const loaded = await Promise.all(entries.map((entry) => loadEntry(entry, base)));
  return {
    handlers: [...new Set(loaded.flatMap(({ handlers }) => handlers))],
    problems: loaded.flatMap(({ problems }) => problems),
  };
}

async function loadEntry(entry: string, base: string): Promise<LoadedTaskTypes> {
  try {
    const source = await findSource(entry, base);
    return source.kind === 'package' ? await loadPackage(source.name, base) : await loadFiles(source);
  } catch (error) {
    return { handlers: [], problems: [`${entry}: ${(error as Error).message}`] };
  }
}

async function loadPackage(name: string, base: string): Promise<LoadedTaskTypes> {
  const found = await importAll([packageUrl(name, base)], `the package "${name}"`, base);
  if (found.handlers.length > 0 || found.problems.length > 0) return found;
  throw new Error(`the package "${name}" exports no class with @TaskType.`);
}

async function loadFiles(source: Exclude<Source, { kind: 'package' }>): Promise<LoadedTaskTypes> {
  const files = source.kind === 'file' ? [source.path] : await sourceFiles(source.path);
  const found = await importAll(
    files.map((file) => pathToFileURL(file).href),
    null,
    source.path,
  );
  if (found.handlers.length > 0 || found.problems.length > 0) return found;
  const forgotten = (await Promise.all(files.map(notExported))).filter((place) => place !== null);
  throw new Error(
    forgotten.length > 0
      ? `the class at ${forgotten.join(', ')} has @TaskType and is not exported. Write "export class".`
      : `no exported class with @TaskType was found in ${resolve(source.path)}. Decorate a class of it, or make one: npx task-runner new-task-type hello`,
  );
}

/** @param name of what is loaded, where that is no file */
async function importAll(
  urls: readonly string[],
  name: string | null,
  base: string,
): Promise<LoadedTaskTypes> {
  const found = await Promise.allSettled(urls.map((url) => handlersOf(url)));
  const handlers: Class[] = [];
  const problems: string[] = [];
  for (const [index, one] of found.entries()) {
    if (one.status === 'fulfilled') handlers.push(...one.value);
    else problems.push(await importProblem(name ?? urls[index] ?? '', one.reason, base));
  }
  return { handlers, problems: [...new Set(problems)] };
}

async function handlersOf(url: string): Promise<Class[]> {
  const exported = Object.values((await import(url).catch(ImportFailed.rethrow)) as object);
  const handlers = exported.filter(
    (one): one is Class => typeof one === 'function' && Reflect.hasOwnMetadata(TASK_TYPE, one as object),
  );
  for (const handler of handlers) await remember(handler, url);
  return handlers;
}

/** A class that another file exports again is found in its own file, whichever is loaded first. */
async function remember(handler: Class, url: string): Promise<void> {
  if (!url.startsWith('file:') || Reflect.hasOwnMetadata(HANDLER_FILE, handler)) return;
  const file = new URL(url);
  const place = await placeOf(pathOf(file), new RegExp(`\\bclass ${handler.name}\\b`));
  Reflect.defineMetadata(HANDLER_FILE, place, handler);
}

async function notExported(file: string): Promise<string | null> {
  const place = await placeOf(file, /^@(?:\w+\.)?TaskType\(/);
  return place === file ? null : place;
}

function pathOf(url: URL): string {
  return decodeURIComponent(url.pathname);
}
