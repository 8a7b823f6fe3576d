import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const LOADABLE = /\.(?:[cm]?js|m?ts)$/;
const LEFT_OUT = /(?:\.d\.m?ts|[.-](?:spec|test)\.[cm]?[jt]s)$/;
const LEFT_OUT_FOLDER = /^(?:\..*|node_modules)$/;

/** What a file with a task type or a queue says; others are loaded only where such a file imports them. */
const WORDS = /\b(?:TaskType|defineQueue)\b/;

/** The files of a folder that may have a task type or define a queue, also in the folders in it. */
export async function sourceFiles(folder: string): Promise<string[]> {
  const files = (await filesBelow(folder)).sort();
  const wanted = files.filter((file) => LOADABLE.test(file) && !LEFT_OUT.test(file) && !isBuilt(file, files));
  const texts = await Promise.all(wanted.map((file) => readFile(file, 'utf8')));
  return wanted.filter((_, index) => WORDS.test(texts[index] ?? ''));
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return LEFT_OUT_FOLDER.test(entry.name) ? [] : filesBelow(path);
      return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
    }),
  );
  return found.flat();
}

/** A compiler may have put its output beside the source. */
function isBuilt(file: string, all: readonly string[]): boolean {
  return /\.m?js$/.test(file) && all.includes(file.replace(/js$/, 'ts'));
}
