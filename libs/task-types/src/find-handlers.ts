import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Type } from '@nestjs/common';
import { HANDLER_FILE, TASK_TYPE } from '@app/tasks';

const HANDLER = `.handler${extname(import.meta.filename)}`;

/**
 * The classes with @TaskType in `<folder>/<type>/<type>.handler`: a new type is a new folder, and nothing
 * else.
 * @throws where a handler file has no such class, with what to do
 */
export async function findHandlers(folder: string): Promise<Type[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(HANDLER)).sort();
  const found = await Promise.all(files.map((file) => handlersIn(join(folder, file))));
  return found.flat();
}

async function handlersIn(file: string): Promise<Type[]> {
  const exported: unknown[] = Object.values((await import(pathToFileURL(file).href)) as object);
  const handlers = exported.filter(
    (one): one is Type => typeof one === 'function' && Reflect.hasMetadata(TASK_TYPE, one),
  );
  for (const handler of handlers) Reflect.defineMetadata(HANDLER_FILE, file, handler);
  if (handlers.length > 0) return handlers;
  throw new Error(
    `${file} exports no class with @TaskType: decorate the handler, or give the file another name.`,
  );
}
