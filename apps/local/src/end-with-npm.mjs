import { readFileSync } from 'node:fs';

const POLL_MS = 1000;

/**
 * Ends this process in good order when the npm that started it is gone. npm cannot tell when it is killed,
 * and what it passes on may reach only the shell between us, which ends without telling either; we would run
 * on, unseen.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, POLL_MS).unref();
}

/**
 * Our parent, and npm where that parent is its shell. Beyond npm nobody matters: it may outlive the terminal.
 */
function ancestors() {
  const parent = process.ppid;
  try {
    const [, name, fields] = /^\d+ \((.*)\) (.*)/s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8'));
    return /^(sh|ash|dash|bash|zsh)$/.test(name) ? `${parent} ${fields.split(' ')[1]}` : `${parent}`;
  } catch {
    return `${parent}`; // no /proc here
  }
}
