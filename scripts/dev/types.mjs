import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { root } from '../sources.mjs';

/** What runs must not wait for what is checked. */
const LOW_PRIORITY = 10;

/** The pages have settings of their own. */
const FOLDERS = ['.', 'apps/dashboard'];

/**
 * Checks the types beside what runs, and tells the errors, and when there are none any more.
 * @returns the process that does it
 */
export function watchTypes({ folder = root, show = console.error } = {}) {
  const options = { cwd: folder, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] };
  const child = fork(new URL('./types-watch.mjs', import.meta.url), FOLDERS, options);
  setPriority(child.pid, LOW_PRIORITY);
  const wrong = new Set();
  child.on('message', ({ folder, text }) => {
    if (text) show(`\nTypes:\n${text.trim()}\n`);
    const hadErrors = wrong.delete(folder);
    if (text) wrong.add(folder);
    else if (hadErrors && wrong.size === 0) show('Types: no errors any more.');
  });
  child.channel?.unref();
  return child;
}
