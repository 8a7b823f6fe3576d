/**
 * `npm run task -- "What is AI?"`: the command-line client. Builds only when nothing is built: what it needs
 * seldom changes.
 */
import './check-node.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dist } from './sources.mjs';

const { readEnvironment } = await import('./environment.mjs');
readEnvironment();
const entry = join(dist, 'apps', 'cli', 'src', 'main.js');
if (!existsSync(entry)) {
  const { setUp } = await import('./setup.mjs');
  console.log = console.error; // stdout is for the text of the task
  await setUp();
}
await import(pathToFileURL(entry).href);
