/**
 * `npm run start:api` and `npm run start:worker -- --queues=…`: one part alone, as on servers; `npm run
 * secrets -- …`. Builds when stale.
 */
import './check-node.mjs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dist } from './sources.mjs';

const [part, ...args] = process.argv.slice(2);
if (part === 'secrets') console.log = console.error; // its stdout may be a key
const { readEnvironment } = await import('./environment.mjs');
const { checkPart } = await import('./preflight.mjs');
const { setUp } = await import('./setup.mjs');
readEnvironment();
await checkPart(part);
await setUp();
const entry = join(dist, 'apps', part, 'src', 'main.js');
process.argv = [process.argv[0], entry, ...args];
await import(pathToFileURL(entry).href);
