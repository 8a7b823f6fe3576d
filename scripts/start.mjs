/** `npm start`: everything on this machine, with nothing to prepare. Installs and builds what is stale, then runs apps/local. */
import './check-node.mjs';

const { endWithNpm } = await import('./end-with-npm.mjs');
const { setUp } = await import('./setup.mjs');
const { root } = await import('./sources.mjs');

process.chdir(root); // DATA_DIR is relative to it, wherever this was called from
endWithNpm();
await setUp();
await import('../dist/apps/local/src/main.js');
