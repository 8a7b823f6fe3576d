import type { TaskTypesOption } from '../options.js';
import { readSettings } from '../settings.js';

interface Local {
  readonly runLocal: (options: { readonly watch: boolean }) => Promise<unknown>;
}

/** Everything on this machine, until it is stopped. */
export async function start({
  watch,
  ...options
}: TaskTypesOption & { readonly watch: boolean }): Promise<void> {
  readSettings(options);
  process.setSourceMapsEnabled(true); // a stack names the sources
  const { endWithNpm } = (await built('../../../local/src/end-with-npm.mjs')) as {
    endWithNpm: () => void;
  };
  endWithNpm();
  const { runLocal } = (await built('../../../local/src/run-local.js')) as Local;
  await runLocal({ watch });
}

/** Another app is started from its built files. */
function built(path: string): Promise<unknown> {
  return import(new URL(path, import.meta.url).href);
}
