import { extname } from 'node:path';
import type { ThreadWork } from './thread-work.js';

/** A file whose default export runs in a thread. */
export interface ThreadFile<Input, Output> {
  readonly href: string;
  /** Only for the compiler. */
  readonly work?: ThreadWork<Input, Output>;
}

/**
 * Names a `.thread` file beside the caller, with the types of its work.
 * @param meta `import.meta` of the caller: the file ends as the caller does, as source and as built
 * @example
 * import type render from './render.thread.js';
 * const RENDER = threadFile<Parameters<typeof render>[0], Page>(import.meta, './render.thread');
 */
export function threadFile<Input, Output>(meta: ImportMeta, name: string): ThreadFile<Input, Output> {
  return { href: new URL(`${name}${extname(meta.filename)}`, meta.url).href };
}
