/**
 * `npm start`: everything on this machine, with nothing to prepare. Installs and builds what is stale, then
 * runs apps/local.
 */
import './check-node.mjs';

const { endWithNpm } = await import('../apps/local/src/end-with-npm.mjs');
const { readEnvironment } = await import('./environment.mjs');
const { checkStart } = await import('./preflight.mjs');
const { setUp } = await import('./setup.mjs');
const { root } = await import('./sources.mjs');

process.chdir(root); // DATA_DIR is relative to it, wherever this was called from
endWithNpm();
process.setSourceMapsEnabled(true); // a stack names the sources
readEnvironment();
await checkStart();
await setUp();
await import('../dist/apps/local/src/main.js');
