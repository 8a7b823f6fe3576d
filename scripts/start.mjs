/** `npm start`: everything on this machine, with nothing to prepare. Installs and builds what is stale, then runs apps/local. */
import './check-node.mjs';

const { setUp } = await import('./setup.mjs');
const { root } = await import('./sources.mjs');

process.chdir(root); // DATA_DIR is relative to it, wherever this was called from
endWithNpm();
await setUp();
await import('../dist/apps/local/src/main.js');

/** npm passes SIGINT and SIGTERM on, but cannot when it is killed; we would run on, unseen. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}
