import type { WorkerOptions } from '../options.js';
import { readSettings } from '../settings.js';

/** One part alone, as on servers, in this process. */
export async function runPart(part: 'api' | 'worker', options: WorkerOptions): Promise<void> {
  readSettings(options);
  process.setSourceMapsEnabled(true);
  const main = new URL(`../../../${part}/src/main.js`, import.meta.url);
  process.argv.splice(2); // the flags are in the environment now
  await import(main.href);
}
