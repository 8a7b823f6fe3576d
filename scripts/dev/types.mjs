import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { root } from '../sources.mjs';

/** What runs must not wait for what is checked. */
const LOW_PRIORITY = 10;
const FIRST = /Starting .*compilation/;
const LAST = /Found (\d+) errors?\./;

/** Checks the types beside what runs, and tells the errors, and when there are none any more. */
export function watchTypes() {
  const child = fork(new URL('./types-watch.mjs', import.meta.url), { cwd: root, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  child.channel?.unref();
  setPriority(child.pid, LOW_PRIORITY);
  let lines = [];
  let hadErrors = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const count = LAST.exec(line)?.[1];
    if (count === undefined) return FIRST.test(line) ? (lines = []) : lines.push(line);
    if (count !== '0') console.error(`\nTypes:\n${lines.join('\n').trim()}\n`);
    else if (hadErrors) console.log('Types: no errors any more.');
    hadErrors = count !== '0';
  });
}
