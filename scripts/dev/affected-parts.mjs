import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { targetOf } from '../compile.mjs';
import { dist, sourceFiles } from '../sources.mjs';
import { filesOf } from '../../apps/local/src/spare/imports.mjs';

export const PARTS = ['api', 'worker'];

/** Tells which parts have to start again because of a file that was saved. */
export class AffectedParts {
  #declarations = new Map();

  /**
   * Remembers the handlers as they are, to see later what of them was changed.
   * @param {string[]} files all sources
   */
  async remember(files) {
    await Promise.all(
      files.filter(isHandler).map(async (file) => this.#declarations.set(file, await declarationOf(file))),
    );
  }

  /** @param {string} file a source that is compiled already @returns {Promise<string[]>} of PARTS */
  async of(file) {
    if (isHandler(file) && !(await this.#isDeclaredAnew(file))) return ['worker'];
    const loads = await Promise.all(PARTS.map((part) => loadsFile(part, targetOf(file, dist))));
    return PARTS.filter((_, index) => loads[index]);
  }

  /**
   * The API uses what stands before a handler's class (its name, input, attempts, examples) and its `check`.
   * The rest only workers run.
   */
  async #isDeclaredAnew(file) {
    const [before, now] = [this.#declarations.get(file), await declarationOf(file)];
    this.#declarations.set(file, now);
    return before !== now;
  }
}

function isHandler(file) {
  return file.endsWith('.handler.ts');
}

/** Null where there is no such file any more. */
async function declarationOf(file) {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const [check = ''] = /^  (?:async )?check\([^]*?^  }$/m.exec(text) ?? [];
  return text.slice(0, Math.max(text.search(/^export class /m), 0)) + check;
}

/** Handlers are found by their names when a part starts. */
async function loadsFile(part, wanted) {
  const handlers = (await sourceFiles()).filter(isHandler).map((file) => targetOf(file, dist));
  return (await filesOf([join(dist, 'apps', part, 'src', 'main.js'), ...handlers])).has(wanted);
}
