/**
 * `npm run dev`: as `npm start`, and what is saved runs at once. A handler starts the worker again, a file of
 * the API the API; the database stays. Types are checked beside it; `--no-types` leaves that out.
 */
import './check-node.mjs';

const { endWithNpm } = await import('../apps/local/src/end-with-npm.mjs');
const { readEnvironment } = await import('./environment.mjs');
const { checkStart } = await import('./preflight.mjs');
const { setUp } = await import('./setup.mjs');
const { root } = await import('./sources.mjs');

process.chdir(root);
endWithNpm();
process.setSourceMapsEnabled(true);
readEnvironment();
process.env.DRAIN_SECONDS ||= '0.5'; // what runs is released, and goes on with the new code
await checkStart();
await setUp();

const { runLocal } = await import('../dist/apps/local/src/run-local.js');
const { SpareStarter } = await import('../apps/local/src/spare/spare-starter.mjs');
const { servePages } = await import('./dev/pages.mjs');
const { watchSources } = await import('./dev/sources-watch.mjs');
const { watchTypes } = await import('./dev/types.mjs');

const local = await runLocal({ newStarter: () => new SpareStarter() });
const { watcher, url } = await servePages();
await watchSources(watcher, (parts, files) => {
  console.log(`${files.join(', ')}: starting again: ${parts.join(', ')}`);
  local.restart(parts);
});
if (!process.argv.includes('--no-types')) watchTypes();
console.log(`Watching. The pages with hot reload: ${url}\n`);
