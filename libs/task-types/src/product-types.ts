import { readdir } from 'node:fs/promises';
import { loadTaskTypes } from '@app/loading';
import './queues.js';

/** Every class with @TaskType in the folders beside this file. */
export const PRODUCT_TYPES = await load();

async function load() {
  const entries = await readdir(import.meta.dirname, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const { handlers, problems } = await loadTaskTypes(folders, import.meta.dirname);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return handlers;
}
